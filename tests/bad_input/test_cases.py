"""Each bad input: exit status, one line, nothing published, nothing lost; and the document."""

import pytest

from tests.bad_input.document import DOCUMENT, page
from tests.bad_input.lists import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_bad_input(stage, case):
    found = stage(case)
    assert found.status == case.status
    assert case.line in found.lines
    if case.line.startswith("atlas: "):
        assert [line for line in found.lines if line.startswith("atlas: ")] == [case.line]


def test_the_document_is_that_of_the_cases():
    assert DOCUMENT.read_text(encoding="utf-8") == page()
