"""A run from its beginning, or from where it was stopped, to its dataset."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from typing import NamedTuple

from sayso.bulk.inputs import Source, find_sources
from sayso.bulk.join import join
from sayso.bulk.shards import Shard, cut_shards
from sayso.bulk.store import MANIFEST, WORK, Store
from sayso.bulk.tables import VERSION
from sayso.bulk.worker import Settings
from sayso.errors import UsageError
from sayso.model import Json
from sayso.scalars import to_scalars


class Todo(NamedTuple):
    """What is to be read: the inputs, of how many items a shard is, which inputs need not be cut (each with the place
    of the one that follows), and the names of shards that are done.
    """

    sources: Sequence[Source]
    size: int
    known: Mapping[int, int]
    done: Set[str]

    def shards(self) -> Iterator[Shard]:
        """The shards that are left."""
        return (shard for shard in cut_shards(self.sources, self.size, self.known) if shard.name not in self.done)


#: Reads what is to be read, here or elsewhere; tells of each shard how far it stands in the inputs, and its mark.
Read = Callable[[Todo], Iterable[tuple[int, Json]]]


class Step(NamedTuple):
    """How far a run is: bytes of the inputs that are done and of all, and what has been counted in this run."""

    read: int
    size: int
    articles: int
    words: int


def run(
    address: str, out: str, settings: Settings, reader: str, read: Read, tell: Callable[[Step], None]
) -> tuple[Json, bool]:
    """Read all of an address into a dataset; its manifest, and whether it was there before.

    `reader` names what reads: another one would give another dataset. Raises `UsageError` for an address where there is
    nothing, and for an `out` that holds another dataset or anything else.
    """
    store = Store(out)
    sources = find_sources(address, out)
    plan = to_scalars(_plan(sources, settings, reader))
    with store.alone():
        if store.exists(MANIFEST):
            manifest = _read(store, MANIFEST)
            _require_same(out, plan, {key: manifest.get(key) for key in plan})
            store.remove(WORK)
            return manifest, True
        _begin(store, out, plan)
        _read_all(store, sources, settings, read, tell)
        done = _find_done(store)
        _require_whole(out, len(sources), _find_known(done))
        return join(store, sorted(done), plan), False


def _read(store: Store, path: str) -> Json:
    try:
        found = store.read_json(path)
        if isinstance(found, dict):
            return found
    except ValueError:
        pass
    raise UsageError(f"{store.address}: {path} is damaged; remove it, or give another folder")


def _require_whole(out: str, count: int, known: Mapping[int, int]) -> None:
    place = 0
    while place in known:
        place = known[place]
    if place != count:
        raise UsageError(f"{out}: what was read is not there: is it the same place for all who read?")


def _plan(sources: Sequence[Source], settings: Settings, reader: str) -> Json:
    """What makes a dataset this one."""
    return {
        "sayso_bulk": VERSION,
        "reader": reader,
        "settings": {"fast": settings.fast, "shard": settings.shard},
        "inputs": [source._asdict() for source in sources],
    }


def _begin(store: Store, out: str, plan: Json) -> None:
    begun = f"{WORK}/plan.json"
    if store.exists(begun):
        _require_same(out, plan, _read(store, begun))
    elif [name for name in store.names("") if name != WORK]:
        raise UsageError(f"{out}: holds something else already; give a folder that is empty, or not there")
    else:
        store.write_json(begun, plan)


def _require_same(out: str, plan: Json, other: Json) -> None:
    for key, told in (("reader", "by another version or model"), ("settings", "with other settings")):
        if plan[key] != other.get(key):
            raise UsageError(f"{out}: was begun {told}; give another folder, or remove it")
    if plan != other:
        raise UsageError(f"{out}: was begun from other inputs, or they were changed; give another folder, or remove it")


def _read_all(
    store: Store, sources: Sequence[Source], settings: Settings, read: Read, tell: Callable[[Step], None]
) -> None:
    marks = _find_done(store)
    done, known = set(marks), _find_known(marks)
    size = sum(source.size for source in sources)
    step = Step(0, size, 0, 0)
    for place, mark in read(Todo(sources, settings.shard, known, done)):
        step = Step(max(step.read, place), size, step.articles + mark["articles"], step.words + mark["words"])
        tell(step)


def _find_done(store: Store) -> dict[str, Json]:
    """The marks of the shards that are done, by their names; one that is damaged is none."""
    found: dict[str, Json] = {}
    for name in store.names(f"{WORK}/marks"):
        with suppress(ValueError):
            found[name] = store.read_json(f"{WORK}/marks/{name}")
    return found


def _find_known(marks: Mapping[str, Json]) -> dict[int, int]:
    """The inputs of which every shard is done, each with the place of the one that follows."""
    numbers: dict[int, set[int]] = {}
    ends: dict[int, tuple[int, int]] = {}
    for mark in marks.values():
        numbers.setdefault(mark["place"], set()).add(mark["number"])
        if mark["next"] is not None:
            ends[mark["place"]] = mark["number"], mark["next"]
    return {place: following for place, (last, following) in ends.items() if len(numbers[place]) == last + 1}
