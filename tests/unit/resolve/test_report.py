"""The CSV files of `atlas resolve`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from etl.resolve import Resolver
from etl.resolve.report import HEADER, NamedRow, read_names, write_report
from geo.errors import DataUnavailable, InvalidInput


def test_header_and_row(resolver: Resolver):
    stream = io.StringIO()
    count = write_report([resolver.cluster("浙江省桐乡市毛衫产业集群", "浙江省")], stream)
    lines = stream.getvalue().splitlines()
    assert count == 1
    assert lines[0] == "name,unit,level,adcode,place,method,confidence,industry,note"
    assert lines[1] == (
        "浙江省桐乡市毛衫产业集群,浙江省,county,330483,浙江省/嘉兴市/桐乡市,full-path,0.99,毛衫,"
    )


def test_several_adcodes_are_joined(resolver: Resolver):
    stream = io.StringIO()
    write_report([resolver.cluster("惠城区、惠阳区智能终端产业集群", "广东省")], stream)
    row = next(csv.DictReader(io.StringIO(stream.getvalue())))
    assert row["adcode"] == "441302;441303"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_are_neutralised(resolver: Resolver, start: str):
    stream = io.StringIO()
    write_report([resolver.cluster(f"{start}HYPERLINK(1)", start)], stream)
    row = next(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert tuple(row) == HEADER
    assert row["name"].startswith("'")
    assert row["unit"].startswith("'")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_names_are_read(tmp_path: Path, encoding: str):
    path = tmp_path / "names.csv"
    path.write_text("id,unit,name\n1,浙江省,桐乡市毛衫\n2,,海宁皮革\n", encoding=encoding)
    assert read_names(path) == [NamedRow("桐乡市毛衫", "浙江省"), NamedRow("海宁皮革", "")]


def test_gbk_is_named_with_the_way_out(tmp_path: Path):
    path = tmp_path / "names.csv"
    path.write_bytes("name,unit\n桐乡市毛衫,浙江省\n".encode("gbk"))
    with pytest.raises(InvalidInput, match=r"GBK.*iconv"):
        read_names(path)


def test_other_bytes_are_no_csv(tmp_path: Path):
    path = tmp_path / "names.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xff\xff")
    with pytest.raises(InvalidInput, match="not UTF-8"):
        read_names(path)


@pytest.mark.parametrize(("header", "there"), [("名称,省\n", "名称, 省"), ("", "nothing")])
def test_missing_columns_are_listed_with_what_is_there(tmp_path: Path, header: str, there: str):
    path = tmp_path / "names.csv"
    path.write_text(header, encoding="utf-8")
    with pytest.raises(InvalidInput, match=there):
        read_names(path)


def test_missing_file(tmp_path: Path):
    with pytest.raises(DataUnavailable):
        read_names(tmp_path / "none.csv")


def test_field_beyond_reason_is_refused(tmp_path: Path):
    path = tmp_path / "names.csv"
    path.write_text("name,unit\n" + "浙" * 200_000 + ",\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="line"):
        read_names(path)
