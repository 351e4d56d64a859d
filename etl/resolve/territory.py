"""Questions about which place holds which."""

from __future__ import annotations

from geo.place import Gazetteer, Level, PlaceKey


class Territory:
    """The gazetteer's tree with the few questions that the resolver asks, answered fast."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._lines: dict[PlaceKey, tuple[PlaceKey, ...]] = {
            place.key: (place.key, *(above.key for above in gazetteer.ancestors(place.key)))
            for place in gazetteer
        }

    def holds(self, outer: PlaceKey, inner: PlaceKey) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer in self._lines[inner]

    def related(self, one: PlaceKey, other: PlaceKey) -> bool:
        """Whether one of the two holds the other."""
        return self.holds(one, other) or self.holds(other, one)

    def province(self, key: PlaceKey) -> PlaceKey | None:
        """The province of a place; none for the nation."""
        return next((k for k in self._lines[key] if k.level is Level.PROVINCE), None)

    def common(self, keys: tuple[PlaceKey, ...]) -> PlaceKey:
        """The finest place that holds all of the given ones."""
        shared = set(self._lines[keys[0]]).intersection(*(self._lines[key] for key in keys[1:]))
        return next(key for key in self._lines[keys[0]] if key in shared)

    def name(self, key: PlaceKey) -> str:
        """Official name."""
        return self.gazetteer[key].name_zh

    def path(self, key: PlaceKey) -> str:
        """浙江省/嘉兴市/桐乡市."""
        names: list[str] = []
        for step in reversed(self._lines[key]):
            if step.level is not Level.NATION and self.name(step) not in names:
                names.append(self.name(step))
        return "/".join(names)
