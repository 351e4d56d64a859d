"""Names of files: Chinese, and safe on Windows."""

from types import SimpleNamespace

import pytest

from app.atlas import Unit
from app.briefing.naming import attached, file_name
from app.state import Language
from geo.place import Level, Place, PlaceKey

EDITION = "2026-01-01-aaaaaaaaaaaa"


def place(name, adcode, level=Level.PREFECTURE):
    return Place(level, adcode, name, PlaceKey(Level.PROVINCE, "440000"))


ATLAS = SimpleNamespace(
    edition=SimpleNamespace(id=EDITION),
    gazetteer=SimpleNamespace(coarsest=lambda adcode: place("", adcode)),
)


def unit(name, adcode="441900", level=Level.PREFECTURE):
    return Unit(
        Place(level, adcode, name, PlaceKey(Level.PROVINCE, "440000")), name, 1.0, (0,) * 4, (0, 0)
    )


def test_a_name_tells_code_place_and_edition():
    named = file_name(ATLAS, unit("东莞市"), Language.ZH, "docx")
    assert named == f"441900_东莞市_布局简报_{EDITION}.docx"
    county = file_name(ATLAS, unit("Dongguan", level=Level.COUNTY), Language.EN, "pdf")
    assert county == f"441900-county_Dongguan_layout-briefing_{EDITION}.pdf"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('a<b>:"c/d\\e|f?g*h', "a_b_c_d_e_f_g_h"),
        ("..", "_"),
        ("con\x00trol\u202e\r\nname", "controlname"),
        ("=cmd|' /C calc'!A0", "=cmd_'_C_calc'!A0"),
        ("市" * 500, "市" * 60),
    ],
)
def test_a_hostile_name_is_made_safe(name, safe):
    named = file_name(ATLAS, unit(name), Language.ZH, "docx")
    assert named == f"441900_{safe}_布局简报_{EDITION}.docx"
    assert len(f".{named}.part".encode()) <= 255
    header = attached(ATLAS, unit(name), Language.ZH, "docx")
    assert header.isascii()
    assert header.isprintable()
