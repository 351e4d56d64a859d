"""Sample DOCX files, made by python-docx."""

import io

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn


def saved(document):
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_table(header, rows, *, before=(), after=()):
    """Paragraphs, a table, paragraphs."""
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    add_table(document, [header, *rows])
    for text in after:
        document.add_paragraph(text)
    return document


def add_table(holder, rows):
    """Add a table to a document or cell; None leaves a cell empty."""
    table = holder.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text or ""
    return table


def merge_equal(table, column):
    """Merge the cells of a column that hold the same text, keeping it once."""
    rows = len(table.rows)
    texts = [table.cell(row, column).text for row in range(rows)]
    begin = 1
    for row in range(2, rows + 1):
        if row < rows and texts[row] == texts[begin]:
            continue
        if row - begin > 1:
            for below in range(begin + 1, row):
                table.cell(below, column).text = ""
            merged = table.cell(begin, column).merge(table.cell(row - 1, column))
            merged.text = texts[begin]
        begin = row


def add_numbering(document, *levels):
    """Define an automatic numbering; gives its id.

    Each level is a format and a pattern, such as ("chineseCounting", "%1、").
    """
    root = document.part.numbering_part.element
    abstract_id = str(900 + len(root.findall(qn("w:abstractNum"))))
    levels_xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (format_, pattern) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        f"{levels_xml}</w:abstractNum>"
    )
    root.insert(0, abstract)
    return root.add_num(int(abstract_id)).numId


def add_numbered(document, text, list_id, level=0):
    """Add a paragraph with an automatic number."""
    return number(document.add_paragraph(text), list_id, level)


def number(paragraph, list_id, level=0):
    """Give a paragraph an automatic number."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_id
    return paragraph


def insert_tracked(paragraph, text, tag):
    """Add a tracked insertion (w:ins) or deletion (w:del) to a paragraph."""
    change, run = OxmlElement(f"w:{tag}"), OxmlElement("w:r")
    holder = OxmlElement("w:t" if tag == "ins" else "w:delText")
    holder.text = text
    run.append(holder)
    change.append(run)
    paragraph._p.append(change)
