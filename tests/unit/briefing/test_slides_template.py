"""A template of one's own: what is taken from it, and what is said when it does not do."""

import io

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor

from app.briefing.slides.layouts import Layout
from app.briefing.slides.master import own_template
from geo.errors import DataUnavailable
from tests.unit.briefing import sample
from tests.unit.briefing.pptx_reader import opened, titles, written


@pytest.fixture
def changed(tmp_path):
    """Writes our template after a change and returns its path."""

    def write(change):
        made = Presentation(io.BytesIO(own_template()))
        change(made)
        path = tmp_path / "template.pptx"
        made.save(path)
        return path

    return write


def layout(made, kind):
    return next(one for one in made.slide_layouts if one.name == kind.value)


def test_the_master_of_the_template_is_used(changed):
    def paint(made):
        fill = made.slide_master.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor(0x11, 0x22, 0x33)

    said = opened(sample.everything(), changed(paint))
    assert said.slide_master.background.fill.fore_color.rgb == RGBColor(0x11, 0x22, 0x33)
    assert titles(said) == titles(opened(sample.everything()))


def test_a_briefing_is_a_template_for_the_next_one(tmp_path):
    path = tmp_path / "briefing.pptx"
    path.write_bytes(written(sample.everything()))
    assert titles(opened(sample.everything(), path)) == titles(opened(sample.everything()))


def test_a_missing_layout_is_named(changed):
    def drop(made):
        made.slide_layouts.remove(layout(made, Layout.TABLE))

    with pytest.raises(DataUnavailable, match=r"template\.pptx: it has no layout 简报·表格$"):
        written(sample.everything(), changed(drop))


def test_a_missing_placeholder_is_named(changed):
    def drop(made):
        for one in list(layout(made, Layout.MAP).placeholders):
            if one.placeholder_format.idx == 15:
                one._element.getparent().remove(one._element)

    with pytest.raises(DataUnavailable, match="简报·地图 has no placeholder of the kind picture"):
        written(sample.everything(), changed(drop))


def test_small_placeholders_may_be_missing(changed):
    def drop(made):
        for kind in Layout:
            for one in list(layout(made, kind).placeholders):
                if one.placeholder_format.idx in {3, 4, 13, 14}:
                    one._element.getparent().remove(one._element)

    path = changed(drop)
    assert titles(opened(sample.everything(), path)) == titles(opened(sample.everything()))


@pytest.mark.parametrize("content", [b"", b"no presentation", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_presentation_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "broken.pptx"
    path.write_bytes(content)
    with pytest.raises(DataUnavailable, match=r"broken\.pptx: not a presentation"):
        written(sample.everything(), path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataUnavailable, match=r"none\.pptx: No such file"):
        written(sample.everything(), tmp_path / "none.pptx")
