"""The table of dependencies in docs/licences.md, made from constraints.txt and the packages.

Run this file to renew it: `.venv/bin/python tests/unit/repository/licences.py`.
"""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = ROOT / "docs" / "licences.md"
BEGIN, END = "<!-- dependencies: begin -->", "<!-- dependencies: end -->"

# Where the package's metadata only say this much, the licence is the one of its licence file.
BY_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
BY_WORDING = {"Apache 2": "Apache-2.0", "BSD 3-Clause": "BSD-3-Clause", "PSF": "PSF-2.0"}
# Where the metadata say nothing usable: what the licence file that comes with the package says.
BY_FILE = {
    "OWSLib": "BSD-3-Clause",
    "axe-playwright-python": "MIT AND MPL-2.0",
    "cligj": "BSD-3-Clause",
    "matplotlib": "PSF-2.0",
    "pygeoif": "LGPL-2.1-or-later",
    "pylopdf-fonts-zh-cn": "OFL-1.1",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}


def versions() -> dict[str, str]:
    """Locked version of each dependency."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return dict(line.split("==") for line in lines)


def licence(name: str) -> str:
    """SPDX expression of an installed package's licence."""
    found = metadata(name)
    if name in BY_FILE:
        return BY_FILE[name]
    if expression := found.get("License-Expression"):
        return expression
    for classifier in found.get_all("Classifier", []):
        wording = classifier.rpartition(" :: ")[2]
        if classifier.startswith("License ::") and wording in BY_CLASSIFIER:
            return BY_CLASSIFIER[wording]
    wording = (found.get("License") or "not stated").strip().splitlines()[0]
    return BY_WORDING.get(wording, wording)


def listed() -> dict[str, tuple[str, str]]:
    """Version and licence of each dependency as the document has them."""
    text = DOCUMENT.read_text(encoding="utf-8")
    table = text[text.index(BEGIN) : text.index(END)]
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", table, re.M)
    return {name: (version, terms) for name, version, terms in rows if name != "package"}


def renew() -> None:
    """Write the table anew; a package that is not installed keeps its licence."""
    known = listed()
    lines = [BEGIN, "| package | version | licence |", "|---|---|---|"]
    for name, version in versions().items():
        try:
            terms = licence(name)
        except PackageNotFoundError:
            terms = known[name][1]
        lines.append(f"| {name} | {version} | {terms} |")
    text = DOCUMENT.read_text(encoding="utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    DOCUMENT.write_text(before + "\n".join(lines) + "\n" + after, encoding="utf-8")


if __name__ == "__main__":
    renew()
