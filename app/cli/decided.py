"""Decisions held against the boundary layer and the lists before they are written."""

from __future__ import annotations

import sys
from dataclasses import replace

from app.cli.placing import load_gazetteer, resolver_over
from app.cli.registry import registered_sources
from app.settings import Settings
from etl.assembly.lists import no_programme, read_lists
from etl.assembly.placing import Placer
from etl.checks.entries import province_of, unit_adcode
from etl.decisions.about import Entry, entries_of, has_cluster, met_by, nearest_names
from etl.decisions.decision import CLUSTER, KINDS, Decision, place_of
from geo.errors import InvalidInput, NotFound


class Checker:
    """Knows what a decision may speak of: places, programmes and the entries of all lists.

    Parameters
    ----------
    settings
        Name the sources.

    Raises
    ------
    DataUnavailable, InvalidInput
        If a source cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        lists = read_lists(registered_sources(settings))
        self._programmes = list(lists.programmes["id"])
        self._entries = entries_of(lists)
        gazetteer = load_gazetteer(settings)
        self._placer = Placer(resolver_over(gazetteer), gazetteer)

    def checked(self, decision: Decision) -> Decision:
        """The decision with its kind; what looks wrong but may be right is said on standard error.

        Raises
        ------
        InvalidInput, NotFound
            If there is no such programme or place.
        """
        if decision.programme_id and decision.programme_id not in self._programmes:
            raise InvalidInput(no_programme(decision.programme_id, self._programmes))
        for adcode in decision.adcodes:
            self._need_place(adcode, decision.level)
        kinds = [decision.kind] if decision.kind else KINDS
        met = {kind: self._met(replace(decision, kind=kind)) for kind in kinds}
        kind = next((kind for kind, entries in met.items() if entries), decision.kind or CLUSTER)
        for note in self._notes(decision, met[kind]):
            print(f"atlas: note: {note}", file=sys.stderr)
        return replace(decision, kind=kind)

    def told(self, decision: Decision) -> str:
        """What was decided, in words."""
        places = decision.places(self._placer.gazetteer)
        paths = (f"{self._placer.path(key)} ({key.level} {key.adcode})" for key in places)
        same = f"the same as {decision.same_as}" if decision.same_as else ""
        entries = len(self._met(decision))
        said = ", ".join(part for part in ("; ".join(paths), same) if part)
        return f"decided: {decision.kind} {decision.name_zh}: {said}; entries met: {entries}"

    def _met(self, decision: Decision) -> list[Entry]:
        return met_by(decision, self._entries, self._placer.resolver.unit_key)

    def _need_place(self, adcode: str, level: str) -> None:
        if place_of(adcode, level, self._placer.gazetteer):
            return
        if level and place_of(adcode, "", self._placer.gazetteer):
            raise NotFound(f"the boundary layer has {adcode}, but not as a {level}")
        raise NotFound(
            f"the boundary layer has no place {adcode}; `atlas resolve NAME` shows adcodes"
        )

    def _notes(self, decision: Decision, met: list[Entry]) -> list[str]:
        notes = [] if met else [self._unknown(decision)]
        if decision.same_as and not has_cluster(decision.same_as, self._entries):
            notes.append(f"no registered list has the cluster {decision.same_as}")
        provinces = {province_of(adcode) for adcode in decision.adcodes}
        for unit in dict.fromkeys(entry.unit for entry in met):
            its_code = unit_adcode(self._placer.resolver.unit_key(unit))
            if its_code and provinces - {province_of(its_code)}:
                notes.append(f"that lies outside the province of the recommending unit {unit}")
        return notes

    def _unknown(self, decision: Decision) -> str:
        near = nearest_names(decision.name_zh, self._entries)
        hint = f"; near it are {', '.join(near)}" if near else ""
        return f"no registered list has the entry {decision.name_zh}{hint}"
