"""What the documents say exists, and what exists is in the documents."""

import re
import subprocess

from app.settings import OTHER_VARIABLES, Settings, setting_names
from tests.unit.repository.commands import existing, shown_in
from tests.unit.repository.project import ROOT, documents, modules, shown

SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
GIVEN = ("README.md", "CONTRIBUTING.md", "docs", "Dockerfile", "compose.yaml", "atlas", ".ci/run")


def all_shown():
    return [command for document in documents() for command in shown_in(document)]


def command_of(words):
    """The longest command that the words begin with."""
    commands = existing()
    names = (" ".join(words[:length]) for length in (2, 1))
    return next((name for name in names if name in commands), None)


def test_every_command_that_is_shown_exists():
    shown_lines = all_shown()
    assert len(shown_lines) > 20
    faults = [
        f"{shown(command.document)}: {command.line}"
        for command in shown_lines
        if command.words and command_of(command.words) is None
    ]
    assert not faults


def test_every_option_that_is_shown_exists():
    faults = [
        f"{shown(command.document)}: {command.line}"
        for command in all_shown()
        if (name := command_of(command.words)) not in (None, "test")
        and not command.options <= existing()[name] | {"--help"}
    ]
    assert not faults


def test_every_command_and_option_is_in_the_readme():
    documented = {}
    for command in shown_in(ROOT / "README.md"):
        name = command_of(command.words)
        documented.setdefault(name, set()).update(command.options)
    for name, options in existing().items():
        assert name in documented, f"README.md does not show ./atlas {name}"
        assert options - {"--help"} <= documented[name], f"README.md: options of {name}"


def test_the_script_lists_every_command_and_option():
    usage = subprocess.run(
        ["sh", ROOT / "atlas", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for name in existing():
        words = name.split()
        assert all(re.search(rf"\b{word}\b", usage) for word in words), name


def test_every_setting_is_documented_and_no_other():
    rows = re.findall(r"^\| `(CLUSTER_ATLAS_\w+)` \|", SETTINGS, re.M)
    assert sorted(rows) == sorted([*setting_names(), *OTHER_VARIABLES])


def test_documented_defaults_are_the_defaults():
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, bool | int | float):
            plain = f"{field.default:g}" if isinstance(field.default, float) else field.default
            expected = str(plain).lower()
            assert f"| `CLUSTER_ATLAS_{name.upper()}` | `{expected}` |" in SETTINGS, name


def test_every_setting_is_described():
    assert all(field.description for field in Settings.model_fields.values())


def test_every_setting_that_is_named_anywhere_exists():
    known = {*setting_names(), *OTHER_VARIABLES}
    paths = [ROOT / name for name in GIVEN]
    texts = [one for path in paths for one in (path.glob("*.md") if path.is_dir() else [path])]
    faults = [
        f"{shown(path)}: {name}"
        for path in texts
        for name in re.findall(r"CLUSTER_ATLAS_[A-Z][A-Z_]*", path.read_text(encoding="utf-8"))
        if name not in known
    ]
    assert not faults


def test_links_between_documents_lead_somewhere():
    faults = [
        f"{shown(document)}: {target}"
        for document in documents()
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert not faults


def test_messages_in_the_trouble_table_are_the_messages():
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text[text.index("| message |") :]
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in [ROOT / "atlas", *modules("app"), *modules("etl")]
    )
    for message in re.findall(r"^\| `(.+?)` \|", table, re.M):
        # Without the parts that the program fills in.
        piece = max(re.split(r"\.\.\.|CLUSTER_ATLAS_|8050 of .*|python3\.11", message), key=len)
        assert piece.strip() in sources, message
