"""Reading a shard: its items into articles, these into records, the records into parts."""

import io
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.bulk.shards import Shard
from sayso.bulk.store import WORK, Store
from sayso.bulk.tables import Rows, add_record, build_table, empty_rows
from sayso.errors import ModelError, ReadError, UsageError
from sayso.model import Article, Json
from sayso.pipeline import Reader
from sayso.prints import Prints, build_prints
from sayso.reading.hints import NO_HINTS
from sayso.reading.items import ItemKind, read_item
from sayso.scalars import to_scalars

#: A text of more characters is no news article, and would hold up a worker for minutes.
LONGEST_TEXT = 200_000
#: Under which reason an article is passed over that came before.
REPEATED = "is the same article as another one"


class Settings(NamedTuple):
    """How articles are read; the same settings give the same dataset."""

    fast: bool = True
    certain: float | None = None
    actors: str | None = None
    shard: int = 500


class ShardReader:
    """Reads shards into a dataset; holds the model, so make one for many."""

    def __init__(self, out: str, settings: Settings) -> None:
        self.store, self._fast = Store(out), settings.fast
        self._reader = Reader(actors=Path(settings.actors) if settings.actors else None, certain=settings.certain)

    def read(self, shard: Shard, skipped: Mapping[int, str], tell: Callable[[int], None] = lambda _: None) -> Json:
        """Read a shard, write its parts and its mark, which is returned: what was counted.

        Items whose place is in `skipped` are passed over for the reason given there; `tell` hears at which place the
        work is.
        """
        made = _Made(empty_rows(), [])
        for place, item in enumerate(shard.items):
            tell(place)
            if place in skipped:
                made.pass_over(_input_of(shard.kind, item.where), item.where, skipped[place])
                continue
            empty = True
            for outcome in read_item(shard.kind, item, NO_HINTS, fast=self._fast):
                empty = False
                tell(place)  # a feed has many
                self._add(made, outcome, item.where, _input_of(shard.kind, item.where))
            made.nothing += empty
        tell(-1)
        return self._write(shard, made)

    def _add(self, made: "_Made", outcome: Article | ReadError, where: str, source: str) -> None:
        if isinstance(outcome, ReadError):
            made.pass_over(source, outcome.ref, outcome.reason)
            return
        if len(outcome.text) > LONGEST_TEXT:
            made.pass_over(source, where, f"is longer than {LONGEST_TEXT:,} characters")
        elif outcome.id in made.ids:
            made.pass_over(source, where, REPEATED)
        else:
            try:
                record = self._reader.read(outcome).to_json()
            except (UsageError, ModelError):
                raise
            except Exception as error:
                made.pass_over(source, where, f"cannot be read ({type(error).__name__})")
                return
            made.ids.add(outcome.id)
            made.words += len(outcome.text.split())
            made.prints.append(build_prints(outcome.text))
            add_record(made.rows, record, source)

    def _write(self, shard: Shard, made: "_Made") -> Json:
        for name, rows in made.rows.items():
            self.store.write_table(f"{WORK}/parts/{name}/{shard.name}", build_table(name, rows))
        self.store.write(f"{WORK}/sketches/{shard.name}", made.pack_prints())
        mark = {
            "place": shard.place,
            "number": shard.number,
            "next": shard.next,
            "items": len(shard.items),
            "no article": made.nothing,
            "words": made.words,
            **{name: len(rows) for name, rows in made.rows.items() if name != "skipped"},
            "skipped": dict(sorted(made.reasons.items())),
        }
        self.store.write_json(f"{WORK}/marks/{shard.name}", mark)
        return mark


class _Made:
    """What comes of a shard."""

    def __init__(self, rows: Rows, prints: list[Prints]) -> None:
        self.rows, self.prints = rows, prints
        self.ids: set[str] = set()
        self.reasons: Counter[str] = Counter()
        self.nothing = self.words = 0

    def pass_over(self, source: str, ref: str, reason: str) -> None:
        """Count what is no article, with its reason."""
        self.reasons[to_scalars(reason)] += 1
        self.rows["skipped"].append(to_scalars({"input": source, "ref": ref, "reason": reason}))

    def pack_prints(self) -> bytes:
        """The prints of the articles, in their order."""
        packed = io.BytesIO()
        sizes = np.array([len(one) for one in self.prints], np.uint32)
        np.savez_compressed(packed, sizes=sizes, prints=np.concatenate([np.zeros(0, np.uint32), *self.prints]))
        return packed.getvalue()


def _input_of(kind: ItemKind, where: str) -> str:
    """The input in which an item stands."""
    if kind == "document":
        return where
    for sign in (": record ", ": row ", ":"):
        name, found, number = where.rpartition(sign)
        if found and number.isdigit():
            return name
    return where
