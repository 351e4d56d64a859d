"""The readers of the lists: values, refusals and findings."""

import pytest

from etl.lists.clusters import COLUMNS, read_clusters
from etl.lists.parks import read_parks
from etl.lists.programmes import BATCH_DTYPES, PROGRAMME_DTYPES, read_batches, read_programmes
from etl.lists.totals import read_totals
from geo.errors import InvalidInput

CLUSTER = {
    "programme_id": "sme-national",
    "batch_year": "2022",
    "stage": "recognised",
    "name_zh": "清河县羊绒产业集群",
    "province": "河北省",
    "name_basis": "official",
}
PARK = {"code": "S130001", "name_zh": "清河经济开发区", "grade": "provincial", "province": "河北省"}
PARK_COLUMNS = (*PARK, "park_type", "approved", "approved_area_ha", "leading_industries")
PARK_COLUMNS = (*PARK_COLUMNS, "address", "address_quality")
PROGRAMME = {
    "id": "sme-national",
    "name_zh": "中小企业特色产业集群",
    "name_en": "SME clusters",
    "scope": "national",
    "level": "county",
}
BATCH = {"programme_id": "sme-national", "batch_year": "2022", "recognised_year": "2023"}
TOTAL = {
    "programme_id": "sme-national",
    "scope": "河北省",
    "level": "province",
    "adcode": "130000",
    "year_from": "2022",
    "year_to": "2023",
    "count": "11",
    "kind": "stated",
}


@pytest.fixture
def write(tmp_path):
    import csv

    def write(columns, *rows):
        path = tmp_path / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def test_clusters(write):
    read = read_clusters("mine", write(COLUMNS, CLUSTER, {**CLUSTER, "batch_year": ""}))
    assert read.rows_read == 2
    assert read.findings == ()
    first = read.frame.iloc[0]
    assert (first["source_id"], first["source_row"]) == ("mine", 2)
    assert (first["name_zh"], first["unit"]) == ("清河县羊绒产业集群", "河北省")
    assert read.frame["batch_year"].tolist()[0] == 2022
    assert read.frame["batch_year"].isna().tolist() == [False, True]
    assert read.frame["review_passed_year"].isna().all()


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", '=HYPERLINK("x")', "@SUM(A1)", "../../etc/passwd", "🚀集群"],
)
def test_names_are_not_touched(write, name):
    frame = read_clusters("mine", write(COLUMNS, {**CLUSTER, "name_zh": name})).frame
    assert frame["name_zh"].tolist() == [name]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name_zh": ""}, "row 2: name_zh is empty"),
        ({"name_zh": "长" * 201}, "row 2: name_zh is '长长"),
        ({"programme_id": ""}, "row 2: programme_id is empty"),
        ({"batch_year": "二〇二二"}, "row 2: batch_year is '二〇二二'; it must be a whole number"),
        ({"batch_year": "٢٠٢٢"}, "it must be a whole number"),
        ({"batch_year": "22"}, "row 2: batch_year is '22'; it must be a year"),
        ({"stage": "maybe"}, "it must be one of publicised, recognised"),
        ({"name_basis": ""}, "row 2: name_basis is empty"),
    ],
)
def test_clusters_refused(write, change, said):
    with pytest.raises(InvalidInput) as error:
        read_clusters("mine", write(COLUMNS, {**CLUSTER, **change}))
    assert said in str(error.value)
    assert str(error.value).startswith("list.csv, row 2")


def test_doubled_cluster_is_kept(write):
    assert read_clusters("mine", write(COLUMNS, CLUSTER, CLUSTER)).rows_read == 2


def test_doubled_code_of_parks_is_a_finding(write):
    other = {**PARK, "name_zh": "临西经济开发区"}
    read = read_parks("mine", write(PARK_COLUMNS, PARK, other))
    (finding,) = read.findings
    assert (finding.code, finding.message) == (
        "duplicate-code",
        "code S130001 stands in rows 2, 3",
    )
    assert read.rows_read == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"approved_area_ha": "-1"}, "approved_area_ha is '-1'; it must be a number"),
        ({"approved_area_ha": "nan"}, "it must be a number"),
        ({"approved_area_ha": "1e999"}, "it must be a number"),
        ({"approved": "2006-13"}, "approved is '2006-13'; it must be a date"),
        ({"approved": "2023-02-30"}, "approved is '2023-02-30'; it must be a date of the calendar"),
        ({"grade": "world"}, "it must be one of national, provincial"),
    ],
)
def test_parks_refused(write, change, said):
    with pytest.raises(InvalidInput) as error:
        read_parks("mine", write(PARK_COLUMNS, {**PARK, **change}))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "No spaces"}, "use lower-case letters"),
        ({"level": "village"}, "it must be one of county"),
        ({"province_adcode": "13"}, "an adcode of six digits"),
    ],
)
def test_programmes_refused(write, change, said):
    with pytest.raises(InvalidInput) as error:
        read_programmes("mine", write(PROGRAMME_DTYPES, {**PROGRAMME, **change}))
    assert said in str(error.value)


def test_programme_and_batch_stand_once(write):
    with pytest.raises(InvalidInput, match="row 3: sme-national stands twice"):
        read_programmes("mine", write(PROGRAMME_DTYPES, PROGRAMME, PROGRAMME))
    with pytest.raises(InvalidInput, match="row 3: sme-national 2022 stands twice"):
        read_batches("mine", write(BATCH_DTYPES, BATCH, BATCH))


@pytest.mark.parametrize(
    "change", [{"valid_to": "2022"}, {"valid_to": "2025", "recognised_year": ""}]
)
def test_term_needs_a_beginning(write, change):
    with pytest.raises(InvalidInput, match="valid_to needs a recognised_year"):
        read_batches("mine", write(BATCH_DTYPES, {**BATCH, **change}))


def test_totals(write):
    region = {**TOTAL, "scope": "东部地区", "level": "", "adcode": ""}
    frame = read_totals("mine", write(("note", "source_url", *TOTAL), TOTAL, region)).frame
    assert frame["count"].tolist() == [11, 11]
    assert frame["level"].isna().tolist() == [False, True]
