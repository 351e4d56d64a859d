"""Command `etl decide`: the steward settles where an entry lies, or which cluster it is."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from app.settings import Settings, load_settings
from geo.errors import InvalidInput

if TYPE_CHECKING:
    from etl.decisions import Decision

Name = Annotated[str | None, typer.Argument(help="Name of the entry, as its list prints it.")]
Adcode = Annotated[
    str | None, typer.Argument(help="Adcode of its place; several joined by a semicolon.")
]
Why = Annotated[str | None, typer.Option(help="The reason, for whoever reads it later.")]
UnitName = Annotated[str, typer.Option(help="Only under this recommending unit.")]
Programme = Annotated[str, typer.Option(metavar="ID", help="Only in this programme.")]
By = Annotated[str | None, typer.Option(help="Who decides; by default your login name.")]
SameAs = Annotated[
    str,
    typer.Option(
        metavar="OTHER",
        help="Name or id of the cluster that the entry is; `itself`: it is no other cluster.",
    ),
]
AtLevel = Annotated[
    Literal["", "province", "prefecture", "county"],
    typer.Option(help="Level of a code that stands at two levels; by default the coarsest."),
]
Kind = Annotated[
    Literal["", "cluster", "park"], typer.Option(help="By default what the lists have it as.")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the decision back.")]
Csv = Annotated[
    Path | None,
    typer.Option("--csv", metavar="FILE", help="Decide all rows that are filled in in this table."),
]


def decide(
    name: Name = None,
    adcode: Adcode = None,
    *,
    why: Why = None,
    unit: UnitName = "",
    programme: Programme = "",
    by: By = None,
    same_as: SameAs = "",
    level: AtLevel = "",
    kind: Kind = "",
    undo: Undo = False,
    csv: Csv = None,
) -> None:
    """Decide where an entry of a list lies, or which cluster it is; runs apply it."""
    settings = load_settings()
    if undo:
        _undo(settings, _about(name, unit, programme, kind))
        return
    if csv is None:
        about = _about(name, unit, programme, kind)
        given = [_signed(_answered(about, adcode or "", level, same_as), by, why)]
    elif not any((name, unit, programme, same_as, level, kind)):
        given = _tabled(csv, by, why)
    else:
        raise InvalidInput("beside --csv FILE only --why and --by say something")
    from app.cli.decided import Checker
    from etl.decisions.record import record

    checker = Checker(settings)
    decided = [checker.checked(one) for one in given]
    replaced = record(settings.steward_folder, decided)
    for one in decided:
        print(checker.told(one))
    for one in replaced:
        print(f"this replaces: {one.name_zh}: {one.outcome}, {one.said}")
    print(f"written to {settings.steward_folder}; next: `atlas etl run` applies it")


def _undo(settings: Settings, about: Decision) -> None:
    from etl.decisions.record import undo

    gone = undo(settings.steward_folder, about)
    print(f"taken back: {gone.name_zh}: {gone.outcome}, {gone.said}")


def _about(name: str | None, unit: str, programme: str, kind: str) -> Decision:
    """The entry that is spoken of."""
    from etl.decisions import Decision
    from etl.decisions.text import clean_name

    if name is None:
        raise InvalidInput("give the NAME of the entry, or --csv FILE")
    return Decision(
        name_zh=clean_name(name, "NAME"),
        kind=kind,
        unit=clean_name(unit, "--unit") if unit else "",
        programme_id=programme,
    )


def _answered(about: Decision, adcode: str, level: str, same_as: str) -> Decision:
    """The decision with what was decided."""
    from etl.decisions.file import checked_adcodes
    from etl.decisions.text import clean_name

    if not adcode and not same_as:
        raise InvalidInput("give an ADCODE, or --same-as OTHER")
    return replace(
        about,
        adcodes=checked_adcodes(adcode.replace("；", ";").split(";")),
        level=level,
        same_as=clean_name(same_as, "--same-as") if same_as else "",
    )


def _signed(decision: Decision, by: str | None, why: str | None) -> Decision:
    """The decision with who made it, when and why."""
    from etl.decisions.text import clean_name, clean_text

    if why is None:
        raise InvalidInput('give the reason: --why "..."')
    return replace(
        decision,
        decided_by=clean_name(by or _login(), "--by"),
        decided_on=_today(),
        why=clean_text(why, "--why"),
    )


def _tabled(path: Path, by: str | None, why: str | None) -> list[Decision]:
    """The decisions that a table makes."""
    from etl.decisions.answers import read_answers
    from etl.decisions.text import clean_name, clean_text

    who = clean_name(by or _login(), "--by")
    return read_answers(path, who, _today(), clean_text(why, "--why") if why else "")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise InvalidInput("your login name is not known: give --by NAME") from None


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
