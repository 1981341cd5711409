"""The end of a run: what only all articles together can tell, and the dataset as it stays."""

import io
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sayso.bulk.copies import find_copies
from sayso.bulk.store import MANIFEST, WORK, Store
from sayso.bulk.tables import SCHEMAS, build_table
from sayso.bulk.worker import REPEATED
from sayso.model import Json
from sayso.prints import Prints

Ids = NDArray[np.void]


def join(store: Store, names: Sequence[str], known: Json) -> Json:
    """Mark copies, drop what is there twice, put the parts where they stay; the manifest, which is written last.

    `names` are the shards in order, `known` is what the manifest says beside the counts. Can be done again after it was
    stopped at any time.
    """
    marks = {name: store.read_json(f"{WORK}/marks/{name}") for name in names}
    ids, days, sizes = _read_ids(store, names)
    first = _first_places(ids)
    with tempfile.TemporaryDirectory(prefix="sayso-") as scratch:
        roots = find_copies(_read_sketches(store, names, days), Path(scratch))
    least = _least_ids(ids, roots)
    at = 0
    for name, size in zip(names, sizes, strict=True):
        places = np.arange(at, at + size)
        _settle(store, name, first[places] != places, [ids[n].tobytes().hex() for n in least[places]], marks[name])
        at += size
    copies = int(np.sum(least[first == np.arange(len(ids))] != np.flatnonzero(first == np.arange(len(ids)))))
    manifest = known | _sum_up(marks) | {"copies": copies}
    store.write_json(MANIFEST, manifest)
    store.remove(WORK)
    return manifest


def _read_ids(store: Store, names: Sequence[str]) -> tuple[Ids, list[str | None], list[int]]:
    """The ids of all articles, their days, and how many each shard has."""
    packed, sizes = [], []  # type: list[bytes], list[int]
    days: list[str | None] = []
    for name in names:
        table = store.read_table(f"{WORK}/parts/articles/{name}", ["article", "published"])
        packed.append(bytes.fromhex("".join(table["article"].to_pylist())))
        days += [day.isoformat() if day else None for day in table["published"].to_pylist()]
        sizes.append(table.num_rows)
    return np.frombuffer(b"".join(packed), "V32"), days, sizes


def _read_sketches(
    store: Store, names: Sequence[str], days: Sequence[str | None]
) -> Iterator[tuple[Prints, str | None]]:
    told = iter(days)
    for name in names:
        with np.load(io.BytesIO(store.read(f"{WORK}/sketches/{name}"))) as packed:
            prints, sizes = packed["prints"], packed["sizes"]
        ends = np.cumsum(sizes, dtype=np.int64)
        for end, size in zip(ends.tolist(), sizes.tolist(), strict=True):
            yield prints[end - size : end], next(told)


def _order(ids: Ids) -> NDArray[np.int64]:
    """The places of ids in the order of their values, those of one value in their own order."""
    parts = ids.view(">u8").reshape(-1, 4)
    return np.lexsort((parts[:, 3], parts[:, 2], parts[:, 1], parts[:, 0]))


def _first_places(ids: Ids) -> NDArray[np.int64]:
    """For each article the first place where its id stands."""
    order = _order(ids)
    first = np.arange(len(ids))
    if len(ids):
        parts = ids.view(">u8").reshape(-1, 4)[order]
        starts = np.r_[True, (parts[1:] != parts[:-1]).any(axis=1)]
        first[order] = order[np.maximum.accumulate(np.where(starts, np.arange(len(ids)), 0))]
    return first


def _least_ids(ids: Ids, roots: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each article the place of the smallest id among its near-duplicates."""
    order = _order(ids)
    rank = np.empty(len(ids), np.int64)
    rank[order] = np.arange(len(ids))
    least = np.full(len(ids), len(ids), np.int64)
    np.minimum.at(least, roots, rank)
    return order[least[roots]] if len(ids) else least


def _settle(store: Store, name: str, repeated: NDArray[np.bool_], copies: list[str], mark: Json) -> None:
    """Put the parts of a shard where they stay."""
    part = f"part-{name}.parquet"
    articles = store.read_table(f"{WORK}/parts/articles/{name}")
    gone = articles.filter(pa.array(repeated))
    if not store.exists(f"articles/{part}"):
        place = SCHEMAS["articles"].get_field_index("copy")
        whole = articles.set_column(place, SCHEMAS["articles"].field("copy"), pa.array(copies, pa.string()))
        store.write_table(f"articles/{part}", whole.filter(pa.array(~repeated)))
    for table in ("statements", "speakers", "relations"):
        if not store.exists(f"{table}/{part}"):
            rows = store.read_table(f"{WORK}/parts/{table}/{name}")
            kept = (
                rows.filter(pc.invert(pc.is_in(rows["article"], gone["article"].combine_chunks())))
                if gone.num_rows
                else rows
            )
            store.write_table(f"{table}/{part}", kept)
    skipped = store.read_table(f"{WORK}/parts/skipped/{name}")
    if not store.exists(f"skipped/{part}"):
        more = [
            {"input": row["input"], "ref": row["ref"], "reason": REPEATED}
            for row in gone.select(["input", "ref"]).to_pylist()
        ]
        store.write_table(f"skipped/{part}", pa.concat_tables([skipped, build_table("skipped", more)]))
    if gone.num_rows:
        mark["skipped"] = mark["skipped"] | {REPEATED: mark["skipped"].get(REPEATED, 0) + gone.num_rows}
        mark["articles"] -= gone.num_rows
        mark["statements"] -= int(pc.sum(gone["statements"]).as_py() or 0)
        for table in ("speakers", "relations"):
            mark[table] = store.read_table(f"{table}/{part}", ["article"]).num_rows


def _sum_up(marks: dict[str, Json]) -> Json:
    """What was counted, over all shards."""
    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    for mark in marks.values():
        skipped.update(mark["skipped"])
        counts.update({key: mark[key] for key in ("items", "no article", "words", *SCHEMAS) if key != "skipped"})
    return {"counts": dict(counts), "skipped": dict(sorted(skipped.items())), "shards": len(marks)}
