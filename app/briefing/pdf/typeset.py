"""Sets one document with Typst in a process of its own, run by `file`.

Typst keeps what it worked out for the documents to come, and its Python package has no way to let
go of it: a process that sets many would grow by some megabytes with each.
"""

from __future__ import annotations

import sys

import typst


def main(template: str, folder: str, fonts: str, moment: str, output: str) -> None:
    """Set a template.

    Parameters
    ----------
    template
        Path of the document in Typst's language.
    folder
        Holds all that it reads.
    fonts
        Folder of the only fonts: the same everywhere.
    moment
        Time in the metadata, in seconds of the epoch.
    output
        Path of the PDF.
    """
    only = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    # Accessible (PDF/UA-1): tagged, titled, every picture with words; and fit to be archived.
    typst.compile(
        template,
        output=output,
        root=folder,
        font_paths=only,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(moment),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
