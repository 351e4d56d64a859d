"""Industrial transfer in an edition: policy, observed and modelled, each in tables of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from etl.lists.finding import Finding
from etl.transfer.gradients import gradients_of
from etl.transfer.model import transfer_model
from geo.place import Gazetteer, Level, PlaceKey


@dataclass(frozen=True, slots=True)
class TransferLists:
    """What the sources say: frames of the readers in `etl.transfer`, empty where none is given."""

    guidance: pd.DataFrame
    events: pd.DataFrame
    projects: pd.DataFrame
    activity: pd.DataFrame


@dataclass(frozen=True, slots=True)
class TransferFrames:
    """Frames of the tables `transfer_guidance`, `transfer_events`, `transfer_projects`,
    `gradients`, `local_effects` and `modelled_flows`."""

    guidance: pd.DataFrame
    events: pd.DataFrame
    projects: pd.DataFrame
    gradients: pd.DataFrame
    effects: pd.DataFrame
    flows: pd.DataFrame
    findings: tuple[Finding, ...]


def build_transfer(
    lists: TransferLists, places: pd.DataFrame, gazetteer: Gazetteer
) -> TransferFrames:
    """Hold what the sources say against the places of the layer, and model flows of provinces.

    A row about a place that the layer does not have is left out and is a finding.

    Parameters
    ----------
    lists : TransferLists
    places : DataFrame
        Of the table of the same name: the model takes the provinces' points.
    gazetteer : Gazetteer
    """
    guidance = lists.guidance.assign(level=Level.PREFECTURE.value)
    events = _hosted(lists.events, gazetteer)
    checked = {
        "guidance": (guidance, [("level", "adcode")]),
        "events": (events, [("level", "adcode")]),
        "projects": (
            lists.projects,
            [("origin_level", "origin_adcode"), ("destination_level", "destination_adcode")],
        ),
        "activity": (lists.activity.assign(level=Level.PROVINCE.value), [("level", "adcode")]),
    }
    known = {name: _known(frame, keys, gazetteer) for name, (frame, keys) in checked.items()}
    lost = [
        finding
        for name, (frame, keys) in checked.items()
        for finding in _unknown_places(frame.drop(known[name].index), keys)
    ]
    activity, replaced = _newest_statement(known["activity"])
    model = transfer_model(activity, _points(places))
    return TransferFrames(
        guidance=known["guidance"],
        events=known["events"],
        projects=known["projects"],
        gradients=gradients_of(activity),
        effects=model.effects,
        flows=model.flows,
        findings=(*lost, *replaced),
    )


def _hosted(events: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Add the host's code: events name provinces shortly; one not found keeps its name."""
    provinces = gazetteer.of_level(Level.PROVINCE)
    code_of = {
        short: next((p.adcode for p in provinces if p.name_zh.startswith(short)), short)
        for short in events["province"].unique()
    }
    return events.assign(level=Level.PROVINCE.value, adcode=events["province"].map(code_of))


def _newest_statement(activity: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Keep one value of a province, year, activity and quantity: that of the later source."""
    key = ["adcode", "year", "activity", "quantity"]
    double = activity.duplicated(key, keep="last")
    findings = [
        Finding(
            str(source_id),
            int(rows["source_row"].iloc[0]),
            "replaced",
            f"{len(rows)} values are stated again further on, and that is taken; the first is "
            f"{rows['activity_zh'].iloc[0]} in {rows['adcode'].iloc[0]}, {rows['year'].iloc[0]}",
        )
        for source_id, rows in activity[double].groupby("source_id", sort=False)
    ]
    return activity[~double], findings


def _known(frame: pd.DataFrame, keys: list[tuple[str, str]], gazetteer: Gazetteer) -> pd.DataFrame:
    held = pd.Series(True, frame.index)
    for level, adcode in keys:
        pairs = zip(frame[level], frame[adcode], strict=True)
        held &= pd.Series([_in(gazetteer, *pair) for pair in pairs], frame.index, dtype=bool)
    return frame[held]


def _in(gazetteer: Gazetteer, level: str, adcode: object) -> bool:
    return isinstance(adcode, str) and PlaceKey(Level(level), adcode) in gazetteer


def _unknown_places(rows: pd.DataFrame, keys: list[tuple[str, str]]) -> Iterator[Finding]:
    for row in rows.to_dict("records"):
        named = " or ".join(f"{row[level]} {row[adcode]}" for level, adcode in keys)
        yield Finding(
            row["source_id"],
            row["source_row"],
            "unknown-unit",
            f"the layer has no {named}: the row is left out",
        )


def _points(places: pd.DataFrame) -> pd.DataFrame:
    provinces = places[places["level"] == Level.PROVINCE].set_index("adcode")
    points = provinces[["point_lon", "point_lat"]]
    return pd.DataFrame({"lon": points["point_lon"], "lat": points["point_lat"]})
