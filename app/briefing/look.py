"""How an installation wants its briefings to look: fonts of the DOCX, template of the PPTX."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from app.briefing.word.fonts import Fonts
from app.settings import Settings
from geo.errors import DataUnavailable


@dataclass(frozen=True, slots=True)
class Look:
    """Fonts, and a PPTX with layouts of one's own; by default those of the standard, and ours."""

    fonts: Fonts = field(default_factory=Fonts)
    template: Path | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The look that the settings name."""
        return cls(Fonts.from_text(settings.docx_fonts), settings.slides_template)

    @property
    def mark(self) -> str:
        """Changes with the fonts and with what is in the template; empty for the usual look.

        Raises
        ------
        DataUnavailable
            The template cannot be read.
        """
        if self == type(self)():
            return ""
        try:
            body = self.template.read_bytes() if self.template else b""
        except OSError as error:
            raise DataUnavailable(
                f"the template {self.template} cannot be read: {error.strerror}; "
                "see CLUSTER_ATLAS_SLIDES_TEMPLATE"
            ) from None
        return hashlib.sha256(repr(self.fonts).encode() + body).hexdigest()[:16]
