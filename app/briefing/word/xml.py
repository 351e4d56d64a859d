"""Nodes of the parts of a DOCX (ISO/IEC 29500), made without a word of markup by hand."""

from __future__ import annotations

from typing import Final

from lxml import etree

Node = etree._Element

_OFFICE: Final = "http://schemas.openxmlformats.org"
NAMESPACES: Final = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_DECLARED: Final = {prefix: uri for prefix, uri in NAMESPACES.items() if prefix != "xml"}


def node(name: str, /, *inner: Node | str | None, **attributes: str | float) -> Node:
    """Make `prefix:name` with children and text; None is left out.

    An attribute of a `w:` node is in its namespace, as Word writes it; of others it is in none,
    unless its name begins with a prefix: `r_embed` is `r:embed`.
    """
    prefix, _, _ = name.partition(":")
    made = etree.Element(_qualified(name), nsmap=_DECLARED)
    for attribute, value in attributes.items():
        made.set(_attribute(prefix, attribute), str(value))
    for one in inner:
        if isinstance(one, str):
            made.text = one
        elif one is not None:
            made.append(one)
    return made


def w(name: str, /, *inner: Node | str | None, **attributes: str | float) -> Node:
    """Make a node of WordprocessingML."""
    return node(f"w:{name}", *inner, **attributes)


def body_of(root: Node) -> bytes:
    """The bytes of a part."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _attribute(prefix: str, attribute: str) -> str:
    head, mark, local = attribute.partition("_")
    if mark and head in NAMESPACES:
        return _qualified(f"{head}:{local}")
    return _qualified(f"w:{attribute}") if prefix == "w" else attribute
