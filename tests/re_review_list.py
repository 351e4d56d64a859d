"""A re-review list of the 2022 batch made for the tests: a SAMPLE, not an official list.

It names every cluster of the batch that is loaded, in the wording of the loaded list, but three.
"""

from pathlib import Path

import openpyxl

from etl.assembly.lists import read_lists
from etl.sources import load_sources

CLOSED = 3
PROGRAMME, BATCH, YEAR = "sme-national", 2022, 2025


def batch_2022():
    """Name, unit and whether its own row says that it passed, of the 66 that are loaded."""
    clusters = read_lists(load_sources()).clusters
    rows = clusters[clusters["programme_id"].eq(PROGRAMME) & clusters["batch_year"].eq(BATCH)]
    return list(zip(rows["name_zh"], rows["unit"], rows["review_passed_year"].notna(), strict=True))


def left_out():
    """Names of the three that are not in the list; of none is it known that it passed."""
    return [name for name, _, passed in batch_2022() if not passed][:CLOSED]


def write_list(folder: Path) -> Path:
    """Write the list as such notices come: a title, a header, a row a cluster."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["测试样例（非官方名单）：2022年度中小企业特色产业集群复核通过名单"])
    sheet.append(["序号", "集群名称", "推荐单位"])
    missing = left_out()
    rows = [(name, unit) for name, unit, _ in batch_2022() if name not in missing]
    for number, (name, unit) in enumerate(rows, start=1):
        sheet.append([number, name, unit])
    path = folder / "re-review.xlsx"
    book.save(path)
    return path
