"""Which things are one, where some are tied to others: the components of a graph, whatever the order of its ties."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Components(Generic[T]):
    """Things that are tied together step by step (union-find; Tarjan 1975)."""

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._above: dict[T, T] = {thing: thing for thing in things}

    def tie(self, one: T, other: T) -> None:
        """Make two things and all that is tied to them one."""
        self._above[self.root(one)] = self.root(other)

    def root(self, thing: T) -> T:
        """Something that all of one component share."""
        above = self._above.setdefault(thing, thing)
        while above != thing:
            self._above[thing] = self._above.setdefault(above, above)
            thing = above
            above = self._above.setdefault(thing, thing)
        return thing

    def groups(self) -> list[list[T]]:
        """The components."""
        found: dict[T, list[T]] = {}
        for thing in self._above:
            found.setdefault(self.root(thing), []).append(thing)
        return list(found.values())
