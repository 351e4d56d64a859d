"""CSV files as they come: encodings, delimiters, titles and notes around."""

import pytest

from etl.documents import Where, read_listing

TABLE = "附件\n序号,集群名称,推荐单位\n1,清河县羊绒产业集群,河北省\n2,海淀区机器人产业集群,北京市\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(tmp_path, encoding, delimiter):
    path = tmp_path / "list.csv"
    path.write_bytes(TABLE.replace(",", delimiter).encode(encoding))
    listing = read_listing(path)
    assert [(row.name, row.unit) for row in listing.rows] == [
        ("清河县羊绒产业集群", "河北省"),
        ("海淀区机器人产业集群", "北京市"),
    ]
    assert listing.rows[0].where == Where("list.csv", None, None, 3)
    assert str(listing.rows[1].where) == "list.csv, row 4"
    assert listing.rows[1].extras == {"序号": "2"}
    assert [(remark.code, remark.where.row) for remark in listing.remarks] == [
        ("note-outside-table", 1)
    ]
