"""The CSV of `atlas resolve`."""

from __future__ import annotations

import csv
import io

import pytest

from etl.resolve import Resolver
from etl.resolve.report import HEADER, write_report


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
