"""The edition that an address names."""

from __future__ import annotations

from app.atlas import Atlas
from app.holder import Holder
from geo.errors import NotFound


def of_edition(holder: Holder, edition: str) -> Atlas:
    """Return the served edition, if it is this one.

    Raises
    ------
    NotFound
        If another edition is served.
    """
    if edition != holder.atlas().edition.id:
        holder.look_again()
    atlas = holder.atlas()
    if edition != atlas.edition.id:
        raise NotFound(f"edition {edition[:40]} is not served now")
    return atlas
