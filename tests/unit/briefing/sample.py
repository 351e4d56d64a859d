"""A made-up briefing: no place, cluster or number in it is real."""

from __future__ import annotations

import io

from PIL import Image

from app.briefing.document import (
    Briefing,
    Chart,
    Column,
    Heading,
    Map,
    MapId,
    Paragraph,
    Picture,
    Section,
    SectionId,
    Series,
    Table,
    Tone,
)
from app.state import Language

LONG = "样例县有样例产业集群若干个均为编造仅供检验版式之用" * 12


def png(width=300, height=200):
    body = io.BytesIO()
    Image.new("RGB", (width, height), "#8c8c8c").save(body, "PNG")
    return body.getvalue()


PICTURES = {MapId.LOCATOR: Picture(png(), 150.0, 100.0)}
COLUMNS = (
    Column("名称", 0.5),
    Column("批次", 0.25),
    Column("面积（公顷）", 0.25, is_number=True),
)


def table(rows=3, more="", columns=COLUMNS, caption="样例集群名单"):
    return Table(
        caption,
        columns,
        [
            tuple(
                f"样例{c}-{r}" if not i.is_number else f"{r},{c}07.5" for c, i in enumerate(columns)
            )
            for r in range(rows)
        ],
        more,
    )


def chart(kind="bar"):
    return Chart(
        kind,
        "样例图",
        ("甲", "乙", "丙"),
        (Series("本地", (1.0, 2.5, None)), Series("全国", (3.0, 2.0, 1.0))),
        "个",
        "三个类别的编造数值",
    )


def sections(*blocks):
    return (Section(SectionId.CLUSTERS, "样例一节", "编造的一句话。", blocks),)


def briefing(*blocks, **other):
    """A briefing of one section with these blocks; or other sections and fields."""
    default = {
        "adcode": "990101",
        "place": "样例县",
        "lang": Language.ZH,
        "title": "样例县县域产业集群布局简报",
        "issuer": "样例县编造局",
        "dated": "2026年11月28日",
        "imprint": "版次 2026-11-28-000000000000，样例",
        "edition_id": "2026-11-28-000000000000",
        "address": "http://127.0.0.1:8050/region/990101?year=2025&lang=zh-CN",
        "credit": "界线：样例；审图号：样例",
        "sections": sections(*blocks) if blocks else (),
    }
    return Briefing(**{**default, **other})


def everything(lang=Language.ZH, adcode="990000"):
    """One of each block, and two sections."""
    first = Section(
        SectionId.SUMMARY,
        "概况",
        "编造的一句话。",
        (
            Paragraph(LONG),
            Map(MapId.LOCATOR, "样例位置图", "一块灰色"),
            Heading("样例小节"),
            Paragraph("样例规定要求如此。", Tone.FLAG),
            Paragraph("样例估算为 12.5 亿元。", Tone.MODELLED),
            Paragraph("样例注。", Tone.NOTE),
        ),
    )
    second = Section(
        SectionId.CLUSTERS,
        "集群",
        "编造的另一句话。",
        (Paragraph("共 3 个。"), table(40, more="其余从略。"), chart("bar"), chart("column")),
    )
    return briefing(sections=(first, second), lang=lang, adcode=adcode)


def wide_table(text, columns=8):
    """A table whose cells all say the same."""
    return Table(
        "样例宽表",
        tuple(Column(f"列{i}", 1 / columns) for i in range(columns)),
        [(text,) * columns],
    )
