"""The pieces of code that documents show."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def snippets(document: str, language: str) -> dict[str, list[str]]:
    """Blocks of a language in a document of docs/, by the section that they stand in."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    found = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        blocks = re.findall(rf"^```{language}\n(.*?)^```$", section, flags=re.M | re.S)
        found[section.partition("\n")[0]] = blocks
    return found
