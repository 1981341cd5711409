"""Inputs cut into shards: runs of items that are read together, and whose parts are written together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.bulk.inputs import Source, open_source, require_unchanged
from sayso.errors import ReadError
from sayso.reading.hints import Item
from sayso.reading.items import ItemKind, cut_items, find_item_kind

#: A shard is full with so many bytes, however few items these are.
LARGEST = 64_000_000


class Shard(NamedTuple):
    """Items of one input, or small inputs that stand side by side: `place` is the input's (the first one's) in the list
    of all, `number` the shard's in it; `read` the bytes of the inputs before it; `next` of the last one of an input the
    place of the input that follows.
    """

    place: int
    number: int
    kind: ItemKind
    items: Sequence[Item]
    read: int = 0
    next: int | None = None

    @property
    def name(self) -> str:
        """What its parts are called by, in the order of the shards."""
        return f"{self.place:06}-{self.number:06}"


class Group(NamedTuple):
    """Inputs that are cut together, those at the places [place, end): one that holds many articles, or documents of
    which each fills a file; `read` the bytes of the inputs before them.
    """

    place: int
    end: int
    kind: ItemKind
    read: int


def cut_shards(sources: Sequence[Source], size: int, known: Mapping[int, int] | None = None) -> Iterator[Shard]:
    """The shards of all inputs, of `size` items at most; what cannot be read is an item with a problem.

    `known` are inputs that need not be cut, with the place of the one that follows.
    """
    for group in group_sources(sources, size, known):
        yield from cut_group(sources, group, size)


def group_sources(sources: Sequence[Source], size: int, known: Mapping[int, int] | None = None) -> Iterator[Group]:
    """The inputs that are to be cut, in groups."""
    place = read = 0
    while place < len(sources):
        end = known.get(place) if known else None
        if end is None:
            kind, end = _kind_of(sources[place]), place + 1
            if kind == "document":
                while end < len(sources) and end - place < size and _kind_of(sources[end]) == "document":
                    end += 1
            yield Group(place, end, kind, read)
        read += sum(source.size for source in sources[place:end])
        place = end


def cut_group(sources: Sequence[Source], group: Group, size: int) -> Iterator[Shard]:
    """The shards of a group."""
    items = (item for source in sources[group.place : group.end] for item in _items_of(source))
    for number, (run, is_last) in enumerate(_with_last(_runs(items, size))):
        yield Shard(group.place, number, group.kind, run, group.read, group.end if is_last else None)


def _with_last(runs: Iterator[list[Item]]) -> Iterator[tuple[list[Item], bool]]:
    """The runs, each with whether it is the last; one that is empty, where there is none."""
    before = next(runs, [])
    for run in runs:
        yield before, False
        before = run
    yield before, True


def _kind_of(source: Source) -> ItemKind:
    try:
        with open_source(source) as stream:
            return find_item_kind(stream, source.address)
    except ReadError:
        return "document"


def _items_of(source: Source) -> Iterator[Item]:
    try:
        with open_source(source) as stream:
            yield from cut_items(stream, source.address)
        require_unchanged(source)
    except ReadError as error:
        yield Item(error.ref, b"", error.reason)
    except Exception as error:
        yield Item(source.address, b"", f"cannot be read ({type(error).__name__})")


def _runs(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    run: list[Item] = []
    weight = 0
    for item in items:
        run.append(item)
        weight += len(item.data)
        if len(run) == size or weight >= LARGEST:
            yield run
            run, weight = [], 0
    if run:
        yield run
