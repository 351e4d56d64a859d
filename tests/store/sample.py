"""The sample sources of the store tests: invented places, a full run in a fraction of a second."""

from pathlib import Path

from etl.run import RunReport, run
from etl.sources import Source, load_sources

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "store" / "sample"
CLUSTERS = "sample-clusters"


def sample_sources(**overrides: Path) -> dict[str, Source]:
    """The sample registry; `clusters=PATH` reads another cluster list."""
    replaced = {f"sample-{name}": path for name, path in overrides.items()}
    return load_sources(overrides=replaced, data_dir=FOLDER)


def run_sample(
    engine, progress=lambda _: None, *, now=None, dry_run=False, **overrides
) -> RunReport:
    return run(
        engine,
        sample_sources(**overrides),
        data_dir=FOLDER,
        progress=progress,
        now=now,
        dry_run=dry_run,
    )


def shorter_list(folder: Path) -> Path:
    """The sample's cluster list without its last row: another content."""
    path = folder / "shorter.csv"
    lines = (FOLDER / "clusters.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    return path
