"""The records that the stages pass on, and their JSON; every span is in code points of the text.

An `Article` is read, `Attribution`s are found in it, their sources resolved to `Speaker`s, and the
`Record` of the article holds what came of it, in the form of the public contract.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

#: The version of the record's JSON.
FORMAT = 1

Form = Literal["direct", "mixed", "indirect"]
Act = Literal["assert", "deny", "ask", "urge", "promise", "predict", "feel", "mention"]
RelationKind = Literal["disputes", "supports", "reverses", "responds", "repeats"]
Basis = Literal["reported", "inferred"]
#: A relation is told to people where it is likelier right than wrong; records and the ledger keep less sure ones too.
LIKELY = 0.5
Kind = Literal["person", "organisation", "group", "document", "unnamed", "author", "unknown"]
Json = dict[str, Any]


class Span(NamedTuple):
    """Half-open [start, end) in Unicode code points."""

    start: int
    end: int


Spans = tuple[Span, ...]
NameKind = Literal["person", "organisation", "place", "other"]


class Named(NamedTuple):
    """A proper name at [start, end) of the text, what it names, and the probability that it is such a name."""

    start: int
    end: int
    kind: NameKind
    probability: float = 1.0


class Meant(NamedTuple):
    """A mention at `span` with the party that it means, under the fullest name, and how likely that is."""

    span: Span
    name: str
    kind: Kind
    probability: float = 1.0


@dataclass(frozen=True)
class Article:
    """One news text with what is known of it; `text` is never changed after it was read.

    `ref` is the id or file name that the input gave; `published` an ISO date (YYYY-MM-DD);
    `language` an ISO 639-1 code. Unknown is None, or empty for the byline.
    """

    text: str
    ref: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None

    @cached_property
    def id(self) -> str:
        """SHA-256 of what makes the article this one: its address and its text."""
        return _digest(self.url, self.text)

    def to_json(self) -> Json:
        """The `article` of the contract."""
        return {
            "id": self.id,
            "ref": self.ref,
            "url": self.url,
            "outlet": self.outlet,
            "title": self.title,
            "byline": list(self.byline),
            "published": self.published,
            "language": self.language,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of one attribution in the text (PolNeAR; Newell et al. 2018).

    `parent` is the place in the article's list of the attribution in whose content this one
    stands. `confidence` is the probability that content and source are right, `linked` how surely the content was given
    to its cue and the cue to its source.
    """

    source: Spans
    cue: Spans
    content: Spans
    parent: int | None = None
    confidence: float = 1.0
    linked: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """A party that statements stand on, under the fullest name that the article gives it."""

    id: str
    name: str
    kind: Kind
    offices: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: Spans = ()

    def to_json(self) -> Json:
        """One of the `speakers` of the contract."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "offices": list(self.offices),
            "wikidata": self.wikidata,
            "mentions": [list(span) for span in self.mentions],
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a statement gives: `low` and `high` in plain numbers, None where the words leave a side open.

    `unit` is what is counted, in the singular ("refugee", "USD", "percent"), `per` a rate's period or None.
    """

    span: Span
    text: str
    low: float | None
    high: float | None
    unit: str | None = None
    per: str | None = None
    approx: bool = False

    def to_json(self) -> Json:
        """One of the `figures` of the contract; a whole number is written as one."""
        return {
            "span": list(self.span),
            "text": self.text,
            "low": _plain(self.low),
            "high": _plain(self.high),
            "unit": self.unit,
            "per": self.per,
            "approx": self.approx,
        }


class Addressee(NamedTuple):
    """The party told, under the fullest name that the article gives, and the words that tell it."""

    name: str
    span: Span


class Venue(NamedTuple):
    """The occasion or medium of a saying, as printed at `span`, without a leading preposition."""

    text: str
    span: Span


class SaidOn(NamedTuple):
    """The first and last day, ISO dates, on which something can have been said, by the words at `span`."""

    first: str
    last: str
    span: Span


@dataclass(frozen=True, slots=True)
class Saying:
    """What stands behind a statement: which act it is, how sure, to whom, where and when it was said, with which
    figures; `hedge` are the words that hedge. None is unknown, or not given.
    """

    act: Act | None = None
    hedged: bool | None = None
    hedge: Spans = ()
    addressee: Addressee | None = None
    venue: Venue | None = None
    said_on: SaidOn | None = None
    figures: tuple[Figure, ...] = ()

    def to_json(self) -> Json:
        """The fields of the contract's statement."""
        to, at, when = self.addressee, self.venue, self.said_on
        return {
            "act": self.act,
            "hedged": self.hedged,
            "hedge": [list(span) for span in self.hedge],
            "addressee": {"name": to.name, "span": list(to.span)} if to else None,
            "venue": {"text": at.text, "span": list(at.span)} if at else None,
            "said_on": {"from": when.first, "to": when.last, "span": list(when.span)} if when else None,
            "figures": [figure.to_json() for figure in self.figures],
        }


class Candidate(NamedTuple):
    """A party whom a source may mean, and the share of what speaks for it."""

    name: str
    kind: Kind
    share: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a statement stands on its speaker, or on none.

    `rule` is what decided; `mention` the words to which the source was linked, `name` where the speaker's name
    stands, `office` the row of the table of offices; `confidence` the probability that the choice is right.
    `candidates` are those among whom a source was resolved, the likeliest first; of a source that is a name they are
    empty.
    """

    rule: str
    confidence: float
    mention: Span | None = None
    name: Span | None = None
    office: str | None = None
    candidates: tuple[Candidate, ...] = ()

    def to_json(self) -> Json:
        """The `why` of a statement, which is not in the contract and only there where it was asked for."""
        return {
            "rule": self.rule,
            "confidence": self.confidence,
            "mention": list(self.mention) if self.mention else None,
            "name": list(self.name) if self.name else None,
            "office": self.office,
            "candidates": [candidate._asdict() for candidate in self.candidates],
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution on the say-so of a speaker, with what is known about its saying."""

    id: str
    speaker: str | None
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    parent: str | None
    confidence: float
    reason: Reason | None = None
    saying: Saying = Saying()

    def to_json(self, why: bool = False) -> Json:
        """One of the `statements` of the contract, with `why` the reason for its speaker as well."""
        made = self._to_json()
        return made | {"why": self.reason.to_json() if self.reason else None} if why else made

    def _to_json(self) -> Json:
        known = self.saying.to_json()
        return {
            "id": self.id,
            "speaker": self.speaker,
            "source": [list(span) for span in self.source],
            "cue": [list(span) for span in self.cue],
            "content": [list(span) for span in self.content],
            "form": self.form,
            **{key: known[key] for key in ("act", "hedged", "hedge")},
            "parent": self.parent,
            **{key: known[key] for key in ("addressee", "venue", "said_on", "figures")},
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """How the statement with the id `source` bears on the one with the id `target`.

    `basis` is "reported" where the article's own words, at `evidence`, say so, "inferred" where both were compared;
    `confidence` the probability that it is right.
    """

    source: str
    target: str
    kind: RelationKind
    basis: Basis
    evidence: Spans
    confidence: float

    def to_json(self) -> Json:
        """One of the `relations` of the contract."""
        return {
            "from": self.source,
            "to": self.target,
            "kind": self.kind,
            "basis": self.basis,
            "evidence": [list(span) for span in self.evidence],
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one article puts on the record; `figures` are all of the article, in a statement or not.

    `vectors` are what the encoder read of the outer statements, by their ids, for comparing them with those of other
    articles; they are not in the contract's record.
    """

    article: Article
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    figures: tuple[Figure, ...] = ()
    vectors: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def speaker(self, statement: Statement) -> Speaker | None:
        """The speaker of one of the statements, or None where it is left open."""
        return next((s for s in self.speakers if s.id == statement.speaker), None)

    def words(self, spans: Sequence[Span]) -> str:
        """The words that spans cover, as printed, pieces joined by " … "."""
        return " … ".join(self.article.text[start:end] for start, end in spans)

    def to_json(self, why: bool = False) -> Json:
        """The record of one article, as in the contract; with `why`, each statement has the reason for its speaker."""
        return {
            "sayso": FORMAT,
            "article": self.article.to_json(),
            "speakers": [s.to_json() for s in self.speakers],
            "statements": [s.to_json(why) for s in self.statements],
            "relations": [r.to_json() for r in self.relations],
        }


def statement_id(article: Article, attribution: Attribution) -> str:
    """A stable id: the hash of the fields that make the statement this one, in this article."""
    return _digest(article.id, attribution.source, attribution.cue, attribution.content)[:20]


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) and abs(value) < 1e15 else value


def _digest(*parts: object) -> str:
    # ASCII escapes keep half surrogates, which UTF-8 cannot carry.
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()
