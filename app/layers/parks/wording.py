"""Parks in words: the same facts in the hover, the panel and the lists."""

from __future__ import annotations

from app.park_index import Flag, Intensity, Park, ParkIndex, park_index
from app.view import View


def park_facts(view: View, park: Park) -> list[str]:
    """What the catalogue says of a park, and its flags."""
    text = view.text
    area = None
    if park.area_ha is not None:
        area = text("parks.area", area_ha=f"{park.area_ha:,.0f}")
    head = [text(f"parks.{park.grade}"), park.park_type, park.approved, area]
    wordings = view.text("parks.comma").join(one.wording for one in park.industries)
    flags = [flag_line(view, park, flag) for flag in park.flags]
    return [line for line in (" · ".join(filter(None, head)), wordings, *flags) if line]


def flag_line(view: View, park: Park, flag: Flag) -> str:
    """Say why a park is flagged."""
    if flag is Flag.SAME_MIX:
        return view.text(f"parks.flag.{flag}.of", others=_names(view, park_index(view.atlas), park))
    return view.text(f"parks.flag.{flag}.of", n=len(park.industries))


def intensity_line(view: View, found: Intensity) -> str:
    """One land-use indicator of a park, against its national reference."""
    text = view.text
    title = text("parks.indicator.year", title=indicator_name(view, found.indicator), n=found.year)
    if found.value is None:
        return text("parks.intensity.refused", title=title, reason=found.refused or "")
    if found.ratio is None:
        return text("parks.intensity.alone", title=title, value=text.number(found.value))
    return text(
        "parks.intensity",
        title=title,
        value=text.number(found.value),
        ratio=text.number(found.ratio),
        year=str(found.reference_as_of)[:4],
    )


def indicator_name(view: View, indicator: str) -> str:
    """Official name of a land-use indicator, with its unit."""
    return view.text(f"parks.indicator.{indicator}")


def _names(view: View, index: ParkIndex, park: Park) -> str:
    return view.text("parks.comma").join(index.parks[twin].name_zh for twin in park.twins)
