"""The fonts that a DOCX names: those of GB/T 9704-2012, or an installation's own.

A DOCX carries names, not fonts. Offices in China have 方正小标宋简体, 仿宋_GB2312 and 楷体_GB2312
installed; where one is missing, Word takes the next of kin that the table of fonts names.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Self

_LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class Fonts:
    """A font for each role.

    Attributes
    ----------
    title, heading, subheading, body
        Of Chinese text: 小标宋, 黑体, 楷体 and 仿宋 in the standard (7.3).
    number
        Of the page numbers: 宋体 (7.5).
    latin, latin_heading
        Of letters and figures in text and in headings.
    """

    title: str = "方正小标宋简体"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    body: str = "仿宋_GB2312"
    number: str = "宋体"
    latin: str = "Times New Roman"
    latin_heading: str = "Arial"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `role=name` pairs, separated by semicolons; roles not named keep their font.

        Raises
        ------
        ValueError
            A role is unknown, or a name cannot be one.
        """
        pairs = [pair.partition("=") for pair in text.split(";") if pair.strip()]
        named = {role.strip(): name.strip() for role, _, name in pairs}
        roles = [field.name for field in fields(cls)]
        if unknown := sorted(named.keys() - set(roles)):
            raise ValueError(f"{unknown[0]!r} is no role of a font; roles are {', '.join(roles)}")
        for role, name in named.items():
            if not name.isprintable() or not 0 < len(name) <= _LONGEST:
                raise ValueError(f"{role} must name a font, in at most {_LONGEST} characters")
        return cls(**named)

    def names(self) -> list[str]:
        """All of them, each once."""
        return list(dict.fromkeys(getattr(self, field.name) for field in fields(self)))


NEXT_OF_KIN: Final = {
    "方正小标宋简体": "宋体",
    "方正小标宋_GBK": "宋体",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
}
"""What Word takes for a font that is not installed."""
