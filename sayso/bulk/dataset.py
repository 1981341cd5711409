"""A dataset read again: the records of its articles, as they were."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sayso.bulk.store import MANIFEST, Store
from sayso.bulk.tables import VERSION
from sayso.errors import ReadError
from sayso.model import FORMAT, Json

_FACTS = ("ref", "url", "outlet", "title", "byline", "published", "language", "text")


def read_manifest(address: str) -> Json:
    """What the dataset says of itself; raises `ReadError` where a newer Sayso made it."""
    store = Store(address)
    if not store.exists(MANIFEST):
        raise ReadError(address, "is not finished: give the same `sayso bulk` again")
    manifest = store.read_json(MANIFEST)
    if not isinstance(manifest.get("sayso_bulk"), int) or manifest["sayso_bulk"] > VERSION:
        raise ReadError(address, "is a dataset of a newer version of Sayso: update Sayso")
    return manifest


def read_records(address: str) -> Iterator[Json]:
    """The contract's record of each article, in the order of the parts."""
    store = Store(address)
    names = store.names("articles")
    if any(store.names(table) != names for table in _BUILDERS) or len(names) != read_manifest(address).get("shards"):
        raise ReadError(address, "is not whole: parts are missing")
    for name in names:
        parts = {table: store.read_table(f"{table}/{name}").to_pylist() for table in ("articles", *_BUILDERS)}
        told = {table: _by_article(table, parts[table]) for table in _BUILDERS}
        for row in parts["articles"]:
            yield {
                "sayso": FORMAT,
                "article": {"id": row["article"], **{key: _plain(row[key]) for key in _FACTS}},
                **{table: told[table][row["article"]] for table in _BUILDERS},
            }


def _by_article(table: str, rows: list[Json]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for row in rows:
        found[row["article"]].append(_BUILDERS[table](row))
    return found


def _build_speaker(row: Json) -> Json:
    known = {key: row[key] for key in ("name", "kind", "offices", "wikidata")}
    return {"id": row["speaker_id"], **known, "mentions": list(map(_pair, row["mentions"]))}


def _build_statement(row: Json) -> Json:
    to, at, when = (
        {key: row[column] for key, column in keys.items()} | {"span": _pair(row[span])} if row[span] else None
        for keys, span in (
            ({"name": "addressee"}, "addressee_span"),
            ({"text": "venue"}, "venue_span"),
            ({"from": "said_from", "to": "said_to"}, "said_span"),
        )
    )
    if when:
        when |= {key: _plain(when[key]) for key in ("from", "to")}
    return {
        "id": row["statement"],
        "speaker": row["speaker_id"],
        **{part: list(map(_pair, row[f"{part}_spans"])) for part in ("source", "cue", "content")},
        **{key: row[key] for key in ("form", "act", "hedged")},
        "hedge": list(map(_pair, row["hedge_spans"])),
        "parent": row["parent"],
        "addressee": to,
        "venue": at,
        "said_on": when,
        "figures": [_build_figure(figure) for figure in row["figures"]],
        "confidence": row["confidence"],
    }


def _build_figure(figure: Json) -> Json:
    bounds = {key: _whole(figure[key]) for key in ("low", "high")}
    return figure | bounds | {"span": _pair(figure["span"])}


def _build_relation(row: Json) -> Json:
    known = {key: row[key] for key in ("from", "to", "kind", "basis")}
    return known | {"evidence": list(map(_pair, row["evidence"])), "confidence": row["confidence"]}


_BUILDERS = {"speakers": _build_speaker, "statements": _build_statement, "relations": _build_relation}


def _pair(span: Json) -> list[int]:
    return [span["start"], span["end"]]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _whole(value: float | None) -> float | int | None:
    """A number as the record writes it: a whole one as such."""
    return int(value) if value is not None and value == int(value) and abs(value) < 1e15 else value
