"""What a reader chooses for a briefing, as the query of an address."""

import pytest

from app.briefing.choice import BriefingChoice
from app.briefing.document import SectionId
from app.state import Language
from geo.errors import InvalidInput


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?level=county&year=2023&programme=all&lang=en",
        "?sections=summary%2Csources",
        "?title=%E5%B8%83%E5%B1%80+%3Cb%3E%23%24&issuer=%E6%9F%90%E5%8E%BF&date=2026-11-28",
    ],
)
def test_a_query_is_read_as_it_was_written(query):
    choice = BriefingChoice.parse(query)
    assert choice.query() == query
    assert BriefingChoice.parse(choice.query()) == choice


def test_what_is_usual_or_empty_stands_in_no_address():
    every = ",".join(SectionId)
    query = f"level=&year=&programme=&sections={every}&title=+&issuer=&date=&lang=zh-CN"
    assert BriefingChoice.parse(query) == BriefingChoice()
    assert BriefingChoice.parse(query).query() == ""
    english = BriefingChoice.parse("", Language.EN)
    assert english.query() == ""
    assert BriefingChoice.parse("lang=zh-CN", Language.EN).query() == "?lang=zh-CN"


def test_sections_keep_the_order_of_the_briefing():
    choice = BriefingChoice.parse("sections=sources,summary,parks")
    assert choice.wanted == (SectionId.SUMMARY, SectionId.PARKS, SectionId.SOURCES)
    assert choice.query() == "?sections=summary%2Cparks%2Csources"
    assert BriefingChoice().wanted == tuple(SectionId)


def test_a_title_is_text_whatever_it_holds():
    title = '<script>alert(1)</script> #let x = "$" =1+1 🚀'
    assert BriefingChoice(title=title).query() != ""
    assert BriefingChoice.parse(BriefingChoice(title=title).query()).title == title
    assert BriefingChoice.parse("title=%E3%80%80%E7%94%B2%E3%80%80%E4%B9%99").title == "甲 乙"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("level=village", "level must be one of"),
        ("year=now", "year must be"),
        ("programme=../x", "programme must be"),
        ("sections=summary,colours", "sections must be some of summary, clusters"),
        ("sections=summary,summary", "sections names a section twice"),
        ("sections=,", "sections must be some of"),
        ("title=" + "a" * 81, "title is longer than 80"),
        ("title=a%0Ab", "title has characters that cannot be printed"),
        ("title=a%E2%80%AEb", "title has characters that cannot be printed"),
        ("issuer=" + "a" * 61, "issuer is longer than 60"),
        ("issuer=%00", "issuer has characters"),
        ("date=2026-02-30", "date must be a day"),
        ("date=20260228", "date must be a day"),
        ("date=2026-2-8", "date must be a day"),
        ("date=٢٠٢٦-11-28", "date must be a day"),
        ("lang=fr", "lang must be one of"),
        ("colour=red", "unknown parameter 'colour'"),
        ("year=2023&year=2024", "year stands twice"),
    ],
)
def test_what_is_not_allowed_is_refused_by_name(query, says):
    with pytest.raises(InvalidInput, match=says):
        BriefingChoice.parse(query)


def test_the_longest_choice_fits_in_an_address():
    longest = BriefingChoice(
        level="prefecture",
        year="2023",
        programme="county-industry-provincial-130000",
        sections=tuple(SectionId)[1:],
        title="布" * 80,
        issuer="县" * 60,
        date="2026-11-28",
        lang=Language.EN,
    )
    assert BriefingChoice.parse(longest.query()) == longest
