"""The wording of leading industries: one form of writing, and the items of a list."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 2000
"""Characters that are read of a wording; the longest real one has about 40."""

SEPARATORS = frozenset(" 、,;。:/|·•・+&~—-()[]{}<>《》【】“”\"'和与及以暨或")
"""Characters between two industries where they are not part of a word of the table."""

_LIST_SEPARATOR = re.compile(r"[、,;\n]")
_STRAY = " .。·"
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def normalised(text: str) -> str:
    """Wording in one form: NFKC, lower case, no control and invisible characters."""
    text = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).lower()
    if text.isprintable():
        return text.strip()
    text = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in text if unicodedata.category(c) not in _DROPPED).strip()


def listed_items(text: str) -> tuple[str, ...]:
    """Leading industries as a catalogue lists them: 食品.、木制品加工、医药 gives three.

    A list is separated by 、 , or ; (of either width); 和 and 及 join within one item. Empty
    items and stray full stops are left out.
    """
    parts = _LIST_SEPARATOR.split(unicodedata.normalize("NFKC", text[:MAX_LENGTH]))
    return tuple(item for part in parts if (item := part.strip(_STRAY)))
