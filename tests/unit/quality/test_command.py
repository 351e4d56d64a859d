"""The command that a page shows: whatever the name, a shell reads exactly that name."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.quality.command import decide_command, shell_word

HOSTILE = [
    "普通名称",
    "it's a trap",
    '"; rm -rf ~; echo "',
    "$(touch /etc/x)",
    "`id`",
    "${HOME} $PATH !!",
    "a\\b\\'c",
    "* ? [a] {b,c} ~ #",
    "line\nbreak\r\ttab",
    "right\u202eto left",
    "zero\u200bwidth\ufeff",
    "full\u3000width",
    "emoji 👩\u200d🏭",
    "\U000e0041 tag",
    "\x1b[31mred\x07",
    "名" * 2000,
    "'",
    "''",
    "=ls",
    "~root",
    "a=~root",
]


def read_by_bash(line):
    """The words that bash makes of a line."""
    bash = shutil.which("bash")
    assert bash, "the quoting is read back by bash: install it"
    script = f"set -- {line}\nprintf '%s\\0' \"$@\""
    found = subprocess.run(
        [bash, "--norc", "-c", script],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8", "HOME": "/nowhere"},
    )
    return found.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]


@pytest.mark.parametrize("name", HOSTILE)
def test_bash_reads_the_name_as_it_is(name):
    command = decide_command(name, "330100", unit=name)
    words = read_by_bash(command)
    assert words[:4] == ["./atlas", "etl", "decide", name]
    assert words[4:] == ["330100", "--unit", name, "--why", "..."]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_bash_reads_any_text_as_it_is(text):
    assert read_by_bash(shell_word(text)) == [text]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_command_is_one_line_and_shows_what_it_holds(name):
    assert decide_command(name, "330100").isprintable()


@pytest.mark.parametrize("name", ["=ls", "~root", "%1", "@x", "a:~"])
def test_nothing_is_left_for_another_shell_to_expand(name):
    assert shell_word(name) == f"'{name}'"


def test_a_name_with_a_hyphen_first_is_no_option():
    command = decide_command("--undo", "330100", unit="浙江省")
    assert command == "./atlas etl decide --unit '浙江省' --why \"...\" -- --undo 330100"


def test_several_places_are_one_word():
    command = decide_command("包通风电装备集群", "150200;150500", kind="", programme="p-1")
    assert read_by_bash(command)[3:] == [
        "包通风电装备集群", "150200;150500", "--programme", "p-1", "--why", "..."
    ]  # fmt: skip


def test_a_cluster_is_decided_by_its_id():
    command = decide_command("某集群", same_as="0123456789")
    assert command == "./atlas etl decide '某集群' --same-as 0123456789 --why \"...\""
