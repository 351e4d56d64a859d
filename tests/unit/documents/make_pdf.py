"""Sample PDFs, made by typst."""

import tempfile
from pathlib import Path

import typst

FONTS = ["/usr/share/fonts"]
PAGE = """#set page(width: {width}mm, height: {height}mm, margin: 20mm{more})
#set text(font: "Noto Serif CJK SC", size: {size}pt, lang: "zh")
"""


def pdf(body, *, width=210, height=297, size=11, more=""):
    """Compile typst markup to PDF bytes; a low page makes many pages of few rows."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "sample.typ")
        head = PAGE.format(width=width, height=height, size=size, more=more)
        source.write_text(head + body, encoding="utf-8")
        return typst.compile(source, font_paths=FONTS, format="pdf")


def text(value):
    """Text as a typst content block, whatever it holds."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'[#"{escaped}"]'


def table(columns, header, rows, *, stroke="0.5pt", more="", repeat=True):
    """A table; a cell may be a text, or typst code that begins with table.cell."""
    cells = [cell if cell.startswith("table.") else text(cell) for row in rows for cell in row]
    head = ", ".join(text(label) for label in header)
    return (
        f"#table(columns: {columns}, stroke: {stroke}, {more}"
        f"table.header(repeat: {str(repeat).lower()}, {head}), {', '.join(cells)})\n"
    )


def lines(*texts):
    """Paragraphs."""
    return "\n\n".join(f"#{text(one)}" for one in texts) + "\n\n"
