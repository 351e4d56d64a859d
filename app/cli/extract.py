"""Command `extract`: a table of the current edition as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

import typer

from app.settings import load_settings

Name = Annotated[
    str,
    typer.Argument(
        metavar="DATASET", help="clusters or another of docs/extracts.md; edition: all."
    ),
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
Subject = Annotated[str, typer.Option(help="cluster or park.")]
Kind = Annotated[str, typer.Option(help="policy, events, projects or modelled.")]
Indicator = Annotated[str, typer.Option(help="Id of an indicator, as cluster_density.")]
Bbox = Annotated[str, typer.Option(help="west,south,east,north in degrees.")]
Columns = Annotated[str, typer.Option(help="Names of columns, with commas between them.")]

System = Annotated[str, typer.Option("--crs", help="EPSG:4326, EPSG:4490 or albers.")]
Tolerance = Annotated[
    str, typer.Option("--simplify", help="Simplify boundaries to 1000, 2000 or 4000 m.")
]

DataFormat = Annotated[
    str, typer.Option("--format", help="Format of the data in a zip; by default geojson.")
]


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
    subject: Subject = "",
    kind: Kind = "",
    indicator: Indicator = "",
    bbox: Bbox = "",
    columns: Columns = "",
    crs: System = "",
    simplify: Tolerance = "",
    data_format: DataFormat = "",
) -> None:
    """Write a dataset as GeoJSON, CSV, Excel, GeoParquet, GeoPackage or FlatGeobuf; zip to cite."""
    settings = load_settings()
    from app.cli.output import replacing
    from app.cli.store import load_atlas
    from app.extract.csvw import SUFFIX
    from app.extract.download import download

    suffix = SUFFIX if out.name.endswith(SUFFIX) else out.suffix.removeprefix(".")
    given = {"place": place, "level": level, "programme": programme, "batch": batch}
    given |= {"year": year, "chain": chain, "industry": industry, "bbox": bbox}
    given |= {"subject": subject, "kind": kind, "indicator": indicator}
    given |= {"columns": columns, "crs": crs, "simplify": simplify, "format": data_format}
    query = urlencode({name: value for name, value in given.items() if value})
    atlas = load_atlas(settings, edition)
    asked = download(atlas, dataset, suffix, query)
    with replacing(out, "--out") as file:
        for piece in asked.pieces():
            file.buffer.write(piece)
    typer.echo(f"{out}: {asked.count():,} rows of {dataset}, edition {atlas.edition.id}")
