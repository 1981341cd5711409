"""A run from its beginning, or from where it was stopped, to its dataset."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from sayso.bulk.inputs import Source, find_sources
from sayso.bulk.join import join
from sayso.bulk.shards import Shard, cut_shards
from sayso.bulk.store import MANIFEST, WORK, Store
from sayso.bulk.tables import VERSION
from sayso.bulk.worker import Settings
from sayso.errors import UsageError
from sayso.model import Json


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
    sources = find_sources(address)
    plan = _plan(sources, settings, reader)
    if store.exists(MANIFEST):
        manifest = store.read_json(MANIFEST)
        _require_same(out, plan, {key: manifest.get(key) for key in plan})
        store.remove(WORK)
        return manifest, True
    _begin(store, out, plan)
    _read_all(store, sources, settings, read, tell)
    return join(store, store.names(f"{WORK}/marks"), plan), False


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
        _require_same(out, plan, store.read_json(begun))
    elif store.names(""):
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
    done = set(store.names(f"{WORK}/marks"))
    known = _find_known(store, done)
    size = sum(source.size for source in sources)
    step = Step(0, size, 0, 0)
    for place, mark in read(Todo(sources, settings.shard, known, done)):
        step = Step(max(step.read, place), size, step.articles + mark["articles"], step.words + mark["words"])
        tell(step)


def _find_known(store: Store, done: set[str]) -> dict[int, int]:
    """The inputs of which every shard is done, each with the place of the one that follows."""
    numbers: dict[int, set[int]] = {}
    ends: dict[int, tuple[int, int]] = {}
    for name in done:
        mark = store.read_json(f"{WORK}/marks/{name}")
        numbers.setdefault(mark["place"], set()).add(mark["number"])
        if mark["next"] is not None:
            ends[mark["place"]] = mark["number"], mark["next"]
    return {place: following for place, (last, following) in ends.items() if len(numbers[place]) == last + 1}
