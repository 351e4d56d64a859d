"""How grave each problem is. What it means and what to do stands in docs/checks.md."""

from __future__ import annotations

from typing import Final

ERROR: Final = "error"
"""As it stands, a count or a place would be wrong."""
WARNING: Final = "warning"
"""To be looked at: it may be right."""
NOTE: Final = "note"
"""Nothing to decide."""
SEVERITIES: Final = (ERROR, WARNING, NOTE)

SEVERITY: Final[dict[str, str]] = {
    # how a document was read
    "count-differs": WARNING,
    "control-character": WARNING,
    "damaged-part": WARNING,
    "extension": NOTE,
    "formula": WARNING,
    "header-changed": NOTE,
    "header-repeated": NOTE,
    "joined-row": NOTE,
    "markup": WARNING,
    "name-too-long": ERROR,
    "note-outside-table": NOTE,
    "number-jumps": WARNING,
    "number-missing": NOTE,
    "numbers-restart": WARNING,
    "page-without-text": WARNING,
    "several-names": WARNING,
    "sheet-hidden": WARNING,
    "skipped-row": WARNING,
    "table-skipped": WARNING,
    "total-row": NOTE,
    "unit-carried-down": NOTE,
    "unit-missing": WARNING,
    # the registry
    "batch-replaced": NOTE,
    "derived-batch": NOTE,
    "programme-replaced": NOTE,
    "unknown-batch": WARNING,
    # numbers of a list
    "above-stated-total": WARNING,
    "batch-in-part": NOTE,
    "batch-nearly-complete": WARNING,
    "batch-too-large": ERROR,
    "below-stated-total": NOTE,
    "over-quota": ERROR,
    # an entry against others
    "duplicate-entry": ERROR,
    "listed-twice": NOTE,
    "not-compared": NOTE,
    "possible-duplicate": WARNING,
    "still-in-force": WARNING,
    # an entry alone
    "coarser-than-programme": WARNING,
    "finer-than-programme": NOTE,
    "no-industry": WARNING,
    "no-industry-throughout": NOTE,
    "no-suffix": WARNING,
    "no-suffix-throughout": NOTE,
    "not-placed": WARNING,
    "outside-programme": ERROR,
    "outside-unit": ERROR,
    "placed-in-doubt": WARNING,
    "unit-unknown": WARNING,
    # the list of a re-review
    "review-closes": NOTE,
    "review-unmatched": WARNING,
    # a file that is checked before it is registered
    "already-registered": NOTE,
    "batch-not-given": NOTE,
    "batch-not-registered": NOTE,
    "other-list-unreadable": WARNING,
}
