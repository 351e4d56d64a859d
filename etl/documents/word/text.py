"""Text of a DOCX paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

# Moved away or shown elsewhere: older text, fallbacks of drawings, and reading aids above words.
_SKIPPED = {"moveFrom", "del", "Fallback", "rt", "txbxContent", "pPr", "rPr"}
_TRANSPARENT = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def local(element: etree._Element) -> str:
    """Tag without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Child elements, looking through content controls and tracked insertions."""
    for child in element:
        if local(child) in _TRANSPARENT:
            yield from children(child)
        else:
            yield child


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The element down a path of tags, without namespaces."""
    found: etree._Element | None = element
    for name in path:
        if found is None:
            return None
        found = next(found.iterchildren(f"{{*}}{name}"), None)
    return found


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute without its namespace."""
    if element is None:
        return None
    attributes = ((str(key), str(text)) for key, text in element.attrib.items())
    return next((text for key, text in attributes if key.rpartition("}")[2] == name), None)


def paragraph_text(paragraph: etree._Element) -> str:
    """The text as printed; deleted text and text boxes apart."""
    return "".join(_texts(paragraph))


def _texts(element: etree._Element) -> Iterator[str]:
    for one in element:
        name = local(one)
        if name == "t":
            yield one.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _SKIPPED:
            yield from _texts(one)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Contents of text boxes that hang on a paragraph."""
    for one in paragraph:
        name = local(one)
        if name == "txbxContent":
            yield one
        elif name != "Fallback":
            yield from text_boxes(one)


def page_breaks(element: etree._Element) -> int:
    """Pages that begin inside an element, as the word processor left them."""
    last = sum(1 for _ in element.iter("{*}lastRenderedPageBreak"))
    return last + sum(value(one, "type") == "page" for one in element.iter("{*}br"))
