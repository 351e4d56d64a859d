"""Lists in HTML pages, in the layouts of notices: read row for row."""

import pytest

from etl.documents import read_listing
from geo.errors import InvalidInput
from tests.unit.documents.samples import (
    HEADING,
    NOTE,
    SAMPLE,
    TITLE,
    by_unit,
    codes,
    expected,
    numbered,
    read,
)

HEADER = ("序号", "推荐单位", "集群名称")


@pytest.fixture
def listing(tmp_path):
    def read_page(body, *, encoding="utf-8", declared=None):
        path = tmp_path / "list.html"
        meta = f'<meta charset="{declared}">' if declared else ""
        head = f"<!DOCTYPE html>\n<html><head><title>list</title>{meta}</head>"
        path.write_bytes(f"{head}<body>{body}</body></html>".encode(encoding))
        return read_listing(path)

    return read_page


def table(rows, header=HEADER):
    head = "".join(f"<th>{cell}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def merged_rows():
    """Rows of a table body with the unit spanning its rows."""
    number = 0
    for unit, names in by_unit():
        for at, name in enumerate(names):
            number += 1
            cell = f'<td rowspan="{len(names)}">{unit}</td>' if at == 0 else ""
            yield f"<tr><td>{number}</td>{cell}<td>{name}</td></tr>"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", None),
        ("utf-8", "utf-8"),
        ("utf-8", "gb2312"),
        ("utf-8-sig", None),
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", None),
        ("utf-16", None),
    ],
)
def test_encodings(listing, encoding, declared):
    found = listing(table(numbered()), encoding=encoding, declared=declared)
    assert read(found) == expected()
    assert found.kind == "html"


def test_other_encodings_are_read_if_declared(listing):
    rows = [("1", "甘肅省", "酒泉風電裝備產業集群")]
    found = listing(table(rows, ("No.", "省份", "Cluster name")), encoding="big5", declared="Big5")
    assert (found.rows[0].name, found.rows[0].unit) == (rows[0][2], rows[0][1])


def test_table_with_notes_around(listing):
    body = f"<h1>{HEADING}</h1><p>{TITLE}</p>{table(numbered())}<p>{NOTE}</p>"
    found = listing(body)
    assert read(found) == expected()
    assert codes(found) == ["note-outside-table"] * 3
    assert str(found.rows[0].where) == "list.html, table 1, row 2"


def test_spanning_cells(listing):
    top = '<tr><th rowspan="2">序号</th><th colspan="2">名单</th></tr>'
    below = "<tr><th>省&nbsp;份</th><th>集群<br>名称</th></tr>"
    body = f"<table><caption>{HEADING}</caption>{top}{below}{''.join(merged_rows())}</table>"
    assert read(listing(body)) == expected()


def test_layout_tables(listing):
    inner = table(numbered())
    body = f"<table><tr><td>首页</td><td><table><tr><td>{inner}</td></tr></table></td></tr></table>"
    assert read(listing(body)) == expected()


def test_what_is_not_shown(listing):
    hidden = '<p style="display: none">1. 样本产业集群</p><script>var 集群名称 = "<td>";</script>'
    found = listing(hidden + table(numbered()) + "<!-- <table></table> -->")
    assert read(found) == expected()
    assert found.remarks == ()


def test_ordered_lists_under_headings(listing):
    body = ""
    for unit, names in by_unit():
        items = "".join(f"<li><p>{name}</p></li>" for name in names)
        body += f"<h3>{unit}（{len(names)}个）</h3><ol>{items}</ol>"
    found = listing(body)
    assert [(row.name, row.unit) for row in found.rows] == [(name, unit) for unit, name in SAMPLE]
    assert "count-differs" not in codes(found)


def test_paragraphs_and_line_breaks(listing):
    body = (
        "<p>一、北京市<br/>1. 北京市<b>海淀区</b>机器人产业集群<br/>2. 密云区测控装备产业集群</p>"
    )
    body += "<p>二、河北省</p><p>1.&nbsp;高阳县毛巾\n      纺织产业集群</p>"
    assert [(row.name, row.unit) for row in listing(body).rows] == [
        ("北京市海淀区机器人产业集群", "北京市"),
        ("密云区测控装备产业集群", "北京市"),
        ("高阳县毛巾纺织产业集群", "河北省"),
    ]


def test_markup_and_entities_in_names_are_text(listing):
    body = table([("1", "河北省", "&lt;script&gt;alert(1)&lt;/script&gt;产业集群&amp;")])
    found = listing(body)
    assert found.rows[0].name == "<script>alert(1)</script>产业集群&"
    assert codes(found) == ["markup"]


def test_entity_bomb(listing):
    """An HTML parser defines no entities: the reference stays what it is."""
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    found = listing(bomb + table([("1", "河北省", "样本&b;产业集群")]))
    assert found.rows[0].name == "样本&b;产业集群"


def test_nested_too_deeply(listing):
    with pytest.raises(InvalidInput, match=r"list\.html: nested too deeply to be read whole"):
        listing("<div>" * 5000 + table(numbered()))


def test_spans_without_end(listing):
    last = f"<td>{SAMPLE[-1][0]}</td>"
    body = table(numbered()).replace(last, last.replace("<td", '<td rowspan="999999999"'))
    assert read(listing(body)) == expected()
    with pytest.raises(InvalidInput, match="row 3: 4 cells under 3 columns"):
        listing(table(numbered()).replace("<td>1</td>", '<td rowspan="999999999">1</td>'))
    with pytest.raises(InvalidInput, match="more than 200 columns"):
        listing(table(numbered()).replace("<td>1</td>", '<td colspan="999999999">1</td>'))


def test_too_large(listing, monkeypatch):
    monkeypatch.setattr("etl.documents.web.reader.MAX_HTML_BYTES", 100)
    with pytest.raises(InvalidInput, match="a page larger than"):
        listing(table(numbered()))
