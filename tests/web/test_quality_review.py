"""The review table: filters, order, pages, answers with their commands; hostile text is text."""

import shlex

import pytest

from app.main import create_app
from app.settings import Settings
from tests.web.quality_page import QualityPage, clean, numbers
from tests.web.quality_sample import DECISIONS, HOSTILE, PER_PAGE, make


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Questions of the sample edition and a client of the application that serves it."""
    home = tmp_path_factory.mktemp("quality")
    asked = make(home)
    return asked, create_app(Settings(home=home)).server.test_client()


@pytest.fixture
def review(sample):
    def get(query=""):
        return QualityPage(sample[1].get(f"/quality?lang=en&{query}"))

    return get


def entries(page):
    return [row["Entry"] for row in page.rows("review-table")]


def found(page):
    return numbers(page.text("//*[@class='found']"))[0]


def test_every_question_is_on_one_of_the_pages(sample, review):
    names = []
    for number in (1, 2, 3):
        shown = review(f"page={number}").tree.xpath("//section[@id='review']//tbody/tr/th//strong")
        assert len(shown) <= PER_PAGE
        names += [name.xpath(".//bdi")[-1].text_content() for name in shown]
    assert sorted(names) == sorted(row["name_zh"] for row in sample[0])


def test_pages_lead_to_each_other_and_keep_the_filters(review):
    page = review("kind=park&page=2")
    before, after = page.tree.xpath("//a[@rel='prev']/@href|//a[@rel='next']/@href")
    assert "kind=park" in before
    assert "page" not in before
    assert "page=3" in after
    assert "kind=park" in after


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind=cluster", lambda row: row["kind"] == "cluster"),
        ("code=unplaced", lambda row: row["code"] == "unplaced"),
        ("code=nothing-such", lambda row: False),
        ("programme=sample-national", lambda row: row["name_zh"] in ("双地集群", "同一集群")),
        ("below=0.25", lambda row: (row["confidence"] or 0) < 0.25),
        ("text=样例园区007", lambda row: row["name_zh"] == "样例园区007"),
        ("text=EVIDENCE+207", lambda row: "evidence 207" in row["evidence"]),
        ("text=ｅｖｉｄｅｎｃｅ", lambda row: True),
        ("text=第+3+页", lambda row: row["source_where"] is not None),
        ("kind=park&text=样例园区&below=0.3", lambda row: "样例园区" in row["name_zh"]
         and row["confidence"] < 0.3),
    ],
)  # fmt: skip
def test_filters_leave_what_they_name(sample, review, query, wanted):
    page = review(query)
    expected = [row for row in sample[0] if wanted(row)]
    assert found(page) == len(expected)
    assert len(entries(page)) == min(len(expected), PER_PAGE)


def test_a_province_is_that_of_the_place_the_candidates_or_the_unit(review):
    assert [entry.split()[0] for entry in entries(review("province=920000"))] == ["丙海园区"]


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("doubt", lambda row: (row["confidence"] or 0, row["source_row"])),
        ("name", lambda row: (row["name_zh"], row["source_row"])),
        ("unit", lambda row: (row["unit"], row["source_row"])),
        ("code", lambda row: (row["code"], row["source_row"])),
        ("source", lambda row: (row["source_row"],)),
    ],
)
def test_the_order_is_the_one_asked_for(sample, review, sort, key):
    ordered = sorted(sample[0], key=key)[:PER_PAGE]
    rows = [row["Entry"] for row in review(f"sort={sort}").rows("review-table")]
    assert [entry.rpartition("row ")[2] for entry in rows if "row " in entry] == [
        str(row["source_row"]) for row in ordered if row["source_where"] is None
    ]


def test_nothing_found_says_what_to_do(review):
    page = review("text=没有这样的文字")
    assert "Loosen or clear" in page.text("//section[@id='review']//*[@class='empty']")
    assert page.tree.xpath("//section[@id='review']//form//a/@href") == ["/quality?lang=en#review"]


def test_the_form_shows_what_was_chosen(review):
    form = review("kind=park&code=doubtful&below=0.25&text=样例&sort=name").tree.xpath("//form")[0]
    chosen = {field.get("name"): field.value for field in form.inputs if field.get("name")}
    assert chosen == {
        "kind": "park", "code": "doubtful", "programme": "", "province": "", "below": "0.25",
        "text": "样例", "sort": "name", "lang": "en",
    }  # fmt: skip


def commands_of(review, text):
    return [shlex.split(command) for command in review(f"text={text}").commands()]


def test_the_first_answer_keeps_the_place_the_others_are_the_candidates(review):
    common = ["./atlas", "etl", "decide", "样例园区007"]
    options = ["--unit", "样例省", "--kind", "park", "--why", "..."]
    assert commands_of(review, "样例园区007") == [
        [*common, "910101", *options],
        [*common, "910102", *options],
    ]


def test_several_places_are_kept_together(review):
    first = commands_of(review, "双地集群")[0]
    assert first[3:5] == ["双地集群", "910101;910102"]
    assert first[5:] == ["--unit", "样例省", "--programme", "sample-national", "--why", "..."]


def test_a_code_of_two_levels_says_which(review):
    _, county, prefecture = commands_of(review, "两级之地")
    assert county[3:7] == ["两级之地", "911900", "--level", "county"]
    assert prefecture[3:6] == ["两级之地", "911900", "--unit"]


def test_clusters_that_may_be_one_are_decided_by_id_or_as_another(sample, review):
    other, itself = commands_of(review, "同一集群")
    candidates = next(row for row in sample[0] if row["name_zh"] == "同一集群")["candidates"]
    assert other[4:6] == ["--same-as", candidates[0]["cluster_id"]]
    assert itself[4:6] == ["--same-as", "itself"]


def test_without_a_candidate_the_code_is_left_open(review):
    assert [command[3:5] for command in commands_of(review, "无处集群")] == [["无处集群", "ADCODE"]]


def test_candidates_lead_to_the_map(sample, review):
    page = review("text=双地集群")
    links = page.tree.xpath("//section[@id='review']//tbody//a/@href")
    assert any("place=910101" in link and "programme=sample-national" in link for link in links)
    for link in links:
        assert sample[1].get(link).status_code == 200, link


def test_decisions_say_who_when_why_and_what_came_of_it(review):
    page = review()
    text = page.text("//section[@id='decisions']")
    for row in DECISIONS:
        for name in ("name_zh", "decided_by", "decided_on", "why", "remark"):
            assert clean(row[name] or "") in text
    states = [row["State"] for row in page.rows("decisions-table")]
    assert states == ["stale meets no entry", "needless the name says so", *["applied"] * 3]
    assert "same as 戊集群" in text


def test_hostile_names_are_shown_as_they_are_written(review):
    pages = [review("sort=source&page=3"), review("sort=source&page=2")]
    shown = "".join(page.tree.text_content() for page in pages)
    for name in HOSTILE:
        assert name in shown


@pytest.mark.parametrize("query", ["sort=source&page=3", "sort=name", "sort=name&page=2"])
def test_nothing_in_a_name_becomes_markup(review, query):
    page = review(query)
    assert page.tree.xpath("//img|//script[not(@src)]|//*[@onerror]") == []
    assert len(page.tree.xpath("//h1")) == 1
    for link in page.links():
        assert link.startswith(("/", "#", "http://", "https://"))


def test_every_command_reads_back_as_its_name(sample, review):
    names = {row["name_zh"] for row in sample[0]}
    for number in (1, 2, 3):
        for command in review(f"page={number}").commands():
            assert command.isprintable()
            if "$'" not in command:
                words = shlex.split(command)
                at = words.index("--") + 1 if "--" in words else 3
                assert words[at] in names
