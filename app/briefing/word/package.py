"""The package of a DOCX (Open Packaging Conventions): parts, their types, their relations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from lxml import etree

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE: Final = "docProps/core.xml"
_CORE_RELATION: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
# The first moment that a zip knows: the same briefing is the same file.
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)

_WORD_PARTS: Final = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}
"""Parts beside the text, with their kinds: the relation of each is called by its name."""


class Relations:
    """What the text refers to: pictures, each stored once, and links."""

    def __init__(self) -> None:
        self.pictures: dict[bytes, str] = {}
        self.links: dict[str, str] = {}

    def picture(self, png: bytes) -> str:
        """Name of the relation to a picture."""
        return self.pictures.setdefault(png, f"picture{len(self.pictures) + 1}")

    def link(self, address: str) -> str:
        """Name of the relation to an address."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")


def package_of(
    document: bytes, parts: Mapping[str, bytes], core: bytes, relations: Relations
) -> bytes:
    """The file; `parts` has a body for each name of the parts beside the text.

    Raises
    ------
    KeyError
        A part is missing: a fault of the program.
    """
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _root_relations(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relations(relations),
        **{f"word/{name}.xml": parts[name] for name in _WORD_PARTS},
        **{f"word/media/{name}.png": png for png, name in relations.pictures.items()},
        _CORE: core,
    }
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            # A PNG is compressed already.
            is_picture = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if is_picture else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return body.getvalue()


def _content_types() -> bytes:
    uri = f"{_PACKAGE}/content-types"
    root = _root("Types", uri)
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{uri}}}Default", Extension=extension, ContentType=kind)
    typed = {f"word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in _WORD_PARTS.items()}
    typed |= {"word/document.xml": f"{_WORD}.document.main+xml", _CORE: _CORE_TYPE}
    for name, kind in typed.items():
        etree.SubElement(root, f"{{{uri}}}Override", PartName=f"/{name}", ContentType=kind)
    return _body(root)


def _root_relations() -> bytes:
    targets = {
        "document": (f"{_RELATIONS}/officeDocument", "word/document.xml", False),
        "core": (_CORE_RELATION, _CORE, False),
    }
    return _relations(targets)


def _document_relations(relations: Relations) -> bytes:
    targets = {
        name: (f"{_RELATIONS}/{kind}", f"{name}.xml", False) for name, kind in _WORD_PARTS.items()
    }
    for name in relations.pictures.values():
        targets[name] = (f"{_RELATIONS}/image", f"media/{name}.png", False)
    for address, name in relations.links.items():
        targets[name] = (f"{_RELATIONS}/hyperlink", address, True)
    return _relations(targets)


def _relations(targets: Mapping[str, tuple[str, str, bool]]) -> bytes:
    uri = f"{_PACKAGE}/relationships"
    root = _root("Relationships", uri)
    for name, (kind, target, is_external) in targets.items():
        relation = etree.SubElement(
            root, f"{{{uri}}}Relationship", Id=name, Type=kind, Target=target
        )
        if is_external:
            relation.set("TargetMode", "External")
    return _body(root)


def _root(name: str, uri: str) -> etree._Element:
    return etree.fromstring(f'<{name} xmlns="{uri}"/>')


def _body(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
