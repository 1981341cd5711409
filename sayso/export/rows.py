"""Statements as rows of one flat table, for CSV and Parquet alike."""

from collections.abc import Iterator

from sayso.export.entry import Entry, Said, each_statement, join_words
from sayso.model import Json

#: The columns, in their order, and what they mean; spans are half-open, in code points of the article's text.
COLUMNS = {
    "statement": "id of the statement",
    "article": "id of the article",
    "ref": "id or file name that the input gave",
    "url": "address of the article",
    "outlet": "newspaper, agency or site that published it",
    "title": "headline",
    "published": "day of publication",
    "party": "id of the speaker in the ledger; null where the speaker is left open",
    "speaker": "fullest name that the article gives the speaker",
    "kind": "person, organisation, group, document, unnamed, author or unknown",
    "source": "words that name the speaker, pieces joined by ' … '; empty where nobody is named",
    "cue": "words that attribute, pieces joined by ' … '",
    "content": "words that are attributed, pieces joined by ' … '",
    "source_spans": "where the pieces of the source stand",
    "cue_spans": "where the pieces of the cue stand",
    "content_spans": "where the pieces of the content stand",
    "form": "direct (all of the content is quoted), mixed (part of it) or indirect (none)",
    "act": "assert, deny, ask, urge, promise, predict, feel or mention; null where unknown",
    "hedged": "whether the words weaken the claim; null where unknown",
    "hedge": "the words that hedge",
    "hedge_spans": "where the words that hedge stand",
    "parent": "id of the statement in whose content this one is reported",
    "addressee": "party told, under its fullest name",
    "venue": "occasion or medium of the saying",
    "said_from": "first day on which it can have been said",
    "said_to": "last day on which it can have been said",
    "figures": "quantities that the statement gives; a bound that the words leave open is null",
    "confidence": "calibrated probability that the attribution is right; says nothing on whether its content is true",
}


def each_row(entry: Entry) -> Iterator[Json]:
    """A row for each statement of an article, its values as in the record; unknown is None."""
    article = entry.record["article"]
    known = {"article": article["id"], **{key: article[key] for key in ("ref", "url", "outlet", "title", "published")}}
    for said in each_statement(entry):
        row = {"statement": said.statement["id"]} | known | _tell_speaker(said)
        row |= _tell_parts(said.statement, article["text"]) | _tell_saying(said.statement, article["text"])
        yield {column: row[column] for column in COLUMNS}


def _tell_speaker(said: Said) -> Json:
    return {
        "party": said.party.id if said.party else None,
        "speaker": said.speaker["name"] if said.speaker else None,
        "kind": said.speaker["kind"] if said.speaker else None,
    }


def _tell_parts(statement: Json, text: str) -> Json:
    parts = ("source", "cue", "content")
    words = {part: join_words(text, statement[part]) for part in parts}
    return words | {f"{part}_spans": statement[part] for part in parts}


def _tell_saying(statement: Json, text: str) -> Json:
    to, at, when = (statement[key] or {} for key in ("addressee", "venue", "said_on"))
    return {
        **{key: statement[key] for key in ("form", "act", "hedged", "parent", "figures", "confidence")},
        "hedge": [text[start:end] for start, end in statement["hedge"]],
        "hedge_spans": statement["hedge"],
        "addressee": to.get("name"),
        "venue": at.get("text"),
        "said_from": when.get("from"),
        "said_to": when.get("to"),
    }
