"""Command `briefing`: layout briefings of places as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

import typer

from app.settings import Settings, load_settings

if TYPE_CHECKING:
    from app.atlas import Atlas
    from app.briefing.batch.order import Order
    from app.briefing.batch.run import Progress
    from geo.place import Place

INTERRUPTED = 130

Codes = Annotated[list[str], typer.Argument(metavar="ADCODE...", help="Adcodes of places.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.")]
Children = Annotated[bool, typer.Option("--children", help="Their county units instead.")]
Formats = Annotated[str, typer.Option("--format", help="docx, pdf, pptx, with commas between.")]
Lang = Annotated[str, typer.Option(help="zh (zh-CN) or en.")]
Sections = Annotated[str, typer.Option(help="Sections with commas between; by default all.")]
Title = Annotated[str, typer.Option(help="Title instead of the usual one.")]
Issuer = Annotated[str, typer.Option(help="Unit that issues the briefing.")]
Day = Annotated[str, typer.Option(help="Day of the briefing, as 2026-01-31.")]
Year = Annotated[str, typer.Option(help="Year in which clusters are in force, or `all`.")]
Programme = Annotated[str, typer.Option(help="Programme id, or `all`.")]
Unit = Annotated[str, typer.Option("--level", help="Level, where a code stands at two.")]
Edition = Annotated[str | None, typer.Option(help="Id of an edition; by default the current one.")]
Processes = Annotated[int, typer.Option(min=1, max=16, help="Places that are made at a time.")]


def briefing(
    adcodes: Codes,
    *,
    out: Out,
    children: Children = False,
    formats: Formats = "docx,pdf,pptx",
    lang: Lang = "",
    sections: Sections = "",
    title: Title = "",
    issuer: Issuer = "",
    date: Day = "",
    year: Year = "",
    programme: Programme = "",
    level: Unit = "",
    edition: Edition = None,
    processes: Processes = 2,
) -> None:
    """Write layout briefings (布局简报) with an index; what is done in the folder is kept."""
    settings = load_settings()
    from app.briefing.batch.order import order_of
    from app.briefing.choice import BriefingChoice
    from app.briefing.make import formats_of, refuse_without_number
    from app.cli.server import url
    from app.cli.store import load_atlas
    from app.state import Language

    refuse_without_number(settings)
    given = {"lang": _language(lang), "sections": sections, "title": title, "issuer": issuer}
    given |= {"date": date, "year": year, "programme": programme, "level": level}
    choice = BriefingChoice.parse(urlencode(given), Language(settings.lang))
    kinds = formats_of(formats.split(","))
    atlas = load_atlas(settings, edition)
    places = _places(atlas, adcodes, choice.level, children=children)
    site = settings.public_url or url(settings.host, settings.port)
    order = order_of(settings, atlas, places, kinds, choice=choice, site=site)
    _make(settings, order, out, processes)


def _language(lang: str) -> str:
    return {"zh": "zh-CN"}.get(lang, lang)


def _places(atlas: Atlas, adcodes: list[str], level: str, *, children: bool) -> list[Place]:
    """The places that are named, each once, or their county units."""
    from app.briefing.batch.order import counties_of
    from app.region.state import unit_at

    named = [unit_at(atlas, (adcode, level)).place for adcode in dict.fromkeys(adcodes)]
    return counties_of(atlas, named) if children else named


def _make(settings: Settings, order: Order, out: Path, processes: int) -> None:
    from app.briefing.batch.folder import held
    from app.briefing.batch.index import write_index
    from app.briefing.batch.run import run
    from app.cli.interrupt import interruptible
    from app.cli.output import counted

    with held(out, order.made_of) as folder:
        with interruptible() as is_interrupted, counted(len(order.places)) as shown:

            def told(progress: Progress) -> None:
                shown(progress.done + len(progress.failed), str(out))

            progress = run(
                settings,
                order,
                folder,
                processes=processes,
                told=told,
                is_stopped=is_interrupted,
            )
        write_index(folder, order, progress.failed)
        typer.echo(f"{out}: {len(folder.filed)} files, edition {order.edition}")
    _end(progress)


def _end(progress: Progress) -> None:
    """Say what is missing; the exit status says it, too."""
    for one in progress.failed:
        typer.echo(f"atlas: {one.adcode} was not made: {one.reason}", err=True)
    if progress.stopped:
        left = progress.places - progress.done - len(progress.failed)
        typer.echo(f"atlas: {left} places are left: run the same command again", err=True)
        raise typer.Exit(INTERRUPTED)
    if progress.failed:
        raise typer.Exit(1)
