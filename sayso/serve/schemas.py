"""The forms of the API's answers: the contract's, as models that describe themselves."""

import json
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from sayso.model import Act, Basis, Form, Kind, RelationKind
from sayso.scalars import to_scalars
from sayso.serve import examples

Item = TypeVar("Item")
Spans = list[tuple[int, int]]
Share = Annotated[float, Field(ge=0, le=1)]


class Shape(BaseModel):
    """The base: what is not described is not given."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    @classmethod
    def tell(cls, value: Any) -> Self:
        """A value of the ledger in this form. Lone halves of characters, which older ledgers hold, become U+FFFD."""
        try:
            json.dumps(value, ensure_ascii=False).encode()  # far quicker than to look into each value
        except UnicodeEncodeError:
            value = to_scalars(value)
        return cls.model_validate(value)


class Place(Shape):
    """An article as a statement's answer names it."""

    model_config = ConfigDict(json_schema_extra={"example": examples.PLACE})

    id: str
    ref: str | None
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None = Field(examples=["2016-10-03"])


class Text(Place):
    """An article with its text; spans are half-open, in Unicode code points of it."""

    byline: list[str]
    language: str | None
    text: str


class Who(Shape):
    """A speaker; in the answers of the ledger `id` is the party's."""

    model_config = ConfigDict(json_schema_extra={"example": examples.WHO})

    id: str = Field(examples=["p0123456789abcdef"])
    name: str | None
    kind: Kind
    offices: list[str]
    wikidata: str | None
    mentions: Spans


class Addressee(Shape):
    """To whom something was said."""

    name: str
    span: tuple[int, int] | None


class Venue(Shape):
    """Where something was said."""

    text: str
    span: tuple[int, int] | None


class Days(Shape):
    """The first and last day on which something can have been said."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")
    span: tuple[int, int] | None


class Figure(Shape):
    """A quantity with its bounds."""

    span: tuple[int, int] | None
    text: str
    low: float | None
    high: float | None
    unit: str | None
    per: str | None
    approx: bool


class Told(Shape):
    """One attribution: content on the say-so of a speaker, with what is known about its saying."""

    model_config = ConfigDict(json_schema_extra={"example": examples.TOLD})

    id: str
    speaker: str | None
    source: Spans
    cue: Spans
    content: Spans
    form: Form
    act: Act | None
    hedged: bool | None
    hedge: Spans
    parent: str | None
    addressee: Addressee | None
    venue: Venue | None
    said_on: Days | None
    figures: list[Figure]
    confidence: Share


class Worded(Told):
    """A statement of the ledger: with the words of its content as printed."""

    text: str


class Status(Shape):
    """How many statements bear on one, likely at least."""

    supported: int
    disputed: int
    reversed: int


class Answer(Shape):
    """A statement in its place, and what has become of it."""

    model_config = ConfigDict(json_schema_extra={"example": examples.ANSWER})

    statement: Worded
    speaker: Who | None
    article: Place
    origins: int
    reprints: int
    status: Status


class Side(Shape):
    """One end of a relation."""

    statement: Worded
    speaker: Who | None
    article: Place


class Bearing(Shape):
    """How one statement bears on another."""

    model_config = ConfigDict(json_schema_extra={"example": examples.BEARING})

    kind: RelationKind
    basis: Basis
    confidence: Share
    evidence: Spans
    later: Side = Field(alias="from")
    earlier: Side = Field(alias="to")


class Relation(Shape):
    """A relation between two statements of one article, by their ids."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    kind: RelationKind
    basis: Basis
    evidence: Spans
    confidence: Share


class Record(Shape):
    """The record of one article."""

    sayso: int
    article: Text
    speakers: list[Who]
    statements: list[Told]
    relations: list[Relation]


class Held(Shape):
    """An article in a list."""

    article: Place
    statements: int
    added: str


class Party(Shape):
    """A speaker of the ledger under the fullest name."""

    id: str
    name: str
    kind: Kind


class Voice(Shape):
    """A speaker with the number of the statements, and the days of the first and the last."""

    speaker: Party
    statements: int
    first: str | None
    last: str | None


class Months(Shape):
    """How many statements fall in each month."""

    month: str = Field(examples=["2016-05"])
    statements: int


class Portrait(Voice):
    """What the ledger knows of a speaker."""

    aliases: list[str]
    offices: list[str]
    wikidata: str | None
    months: list[Months]


class Count(Shape):
    """A value of a facet, and how many statements have it; `id` where it is a speaker's."""

    value: str
    statements: int
    id: str | None = None


class Facets(Shape):
    """What the statements that fit have in common; `more` where only the last `total` of them were counted."""

    total: int
    more: bool
    outlets: list[Count]
    speakers: list[Count]
    acts: list[Count]
    months: list[Months]


class Correction(Shape):
    """What a person decided of a statement."""

    n: int
    article: str
    statement: str
    action: str = Field(examples=["set"])
    field: str | None
    value: Any
    note: str | None
    by: str
    at: str


class Full(Answer):
    """A statement with what bears on it, and what persons decided of it."""

    relations: list[Bearing]
    corrections: list[Correction]


class Page(Shape, Generic[Item]):
    """Some of a list; `next` is the cursor of what follows, null at the end.

    Lists can be paged through for some 10,000 items. Where `more` is true and `next` null, the rest lies further: a
    narrower question finds it.
    """

    items: list[Item]
    next: str | None
    more: bool = Field(description="whether there is more than these and those before")


class Point(Shape):
    """A figure with the statement that gives it, and the day."""

    figure: Figure
    day: str | None
    statement: Worded
    speaker: Who | None
    article: Place


class Series(Shape):
    """All figures of one unit and rate."""

    unit: str | None
    per: str | None
    points: list[Point]
