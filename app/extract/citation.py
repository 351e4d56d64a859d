"""How an edition, or an extract of it, is cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.store.edition import Edition

AUTHOR: Final = "County Cluster Atlas contributors"
TITLE: Final = {"en": "County Cluster Atlas", "zh-CN": "县域产业集群图谱"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What names the data: the edition's id, which holds the hash of its content, and the address.

    Attributes
    ----------
    name
        Of the dataset, or `edition` for all of them.
    address
        Path and query on any server of the edition.
    """

    edition: Edition
    name: str
    address: str

    @property
    def title(self) -> str:
        """In English."""
        return TITLE["en"] if self.name == "edition" else f"{TITLE['en']}: {self.name}"

    @property
    def date(self) -> str:
        """Day of publication."""
        return f"{self.edition.published_at:%Y-%m-%d}"

    @property
    def text(self) -> str:
        """As the style of the APA has it."""
        return (
            f"{AUTHOR} ({self.date[:4]}). {self.title} (edition {self.edition.id}) [Data set]. "
            f"{self.address}"
        )

    @property
    def text_zh(self) -> str:
        """As GB/T 7714-2015 has it."""
        of = "" if self.name == "edition" else f"：{self.name}"
        return (
            f"{AUTHOR}. {TITLE['zh-CN']}{of}[DS]. 数据版本 {self.edition.id}, {self.date}. "
            f"{self.address}"
        )

    @property
    def bibtex(self) -> str:
        """For LaTeX."""
        fields = {
            "author": f"{{{AUTHOR}}}",
            "title": f"{{{_tex(self.title)}}}",
            "year": self.date[:4],
            "version": self.edition.id,
            "howpublished": f"Data set, \\texttt{{{_tex(self.address)}}}",
            "note": f"SHA-256 of the edition's content {self.edition.content_hash}",
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{cluster-atlas-{self.name}-{self.edition.id},\n{lines}}}"


def _tex(text: str) -> str:
    for mark in "&%_#$":
        text = text.replace(mark, f"\\{mark}")
    return text
