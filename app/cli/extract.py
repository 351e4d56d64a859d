"""Command `extract`: a table of the current edition as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from app.settings import load_settings
from geo.errors import NotFound

Name = Annotated[
    str, typer.Argument(metavar="DATASET", help="Name of a dataset, as clusters: docs/extracts.md.")
]
Out = Annotated[
    Path,
    typer.Option("--out", "-o", help="File to write; its ending says the format, as in x.geojson."),
]
Edition = Annotated[str | None, typer.Option(help="Id of an edition; by default the current one.")]
Place = Annotated[str, typer.Option(help="Adcode of the place that is wanted.")]
Unit = Annotated[str, typer.Option("--level", help="province, prefecture or county.")]
Programme = Annotated[str, typer.Option(help="Programme id, or `all`.")]
Batch = Annotated[str, typer.Option(help="Year of a batch, or `undated`.")]
Year = Annotated[str, typer.Option(help="Year in which clusters are in force, or `all`.")]
Chain = Annotated[str, typer.Option(help="Id of an industrial chain.")]
Industry = Annotated[str, typer.Option(help="Division of GB/T 4754 with its section, as C39.")]
Bbox = Annotated[str, typer.Option(help="west,south,east,north in degrees.")]
Columns = Annotated[str, typer.Option(help="Names of columns, with commas between them.")]


def extract(
    dataset: Name,
    *,
    out: Out,
    edition: Edition = None,
    place: Place = "",
    level: Unit = "",
    programme: Programme = "",
    batch: Batch = "",
    year: Year = "",
    chain: Chain = "",
    industry: Industry = "",
    bbox: Bbox = "",
    columns: Columns = "",
) -> None:
    """Write a dataset as GeoJSON, CSV, GeoParquet or GeoPackage."""
    settings = load_settings()
    from app.atlas import Atlas
    from app.cli.output import replacing
    from app.cli.store import store
    from app.extract.dataset import Extract
    from app.extract.datasets import DATASETS
    from app.extract.files import FORMATS
    from app.extract.wanted import Wanted
    from etl.store.read import load_edition

    suffix = out.suffix.removeprefix(".")
    if dataset not in DATASETS:
        raise NotFound(f"there is no dataset {dataset!r}; there are {', '.join(DATASETS)}")
    if suffix not in FORMATS:
        raise NotFound(f"--out {out}: its ending must be one of {', '.join(FORMATS)}")
    given = {"place": place, "level": level, "programme": programme, "batch": batch}
    given |= {"year": year, "chain": chain, "industry": industry, "bbox": bbox, "columns": columns}
    wanted = Wanted.parse(urlencode({name: value for name, value in given.items() if value}))
    with store(settings) as engine:
        asked = Extract(
            DATASETS[dataset],
            Atlas(load_edition(engine, edition)),
            wanted,
        )
    with replacing(out, "--out") as file:
        for piece in FORMATS[suffix].write(asked):
            file.buffer.write(piece)
    typer.echo(f"{out}: {len(asked):,} rows of {dataset}, edition {asked.atlas.edition.id}")
