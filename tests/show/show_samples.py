"""A made-up article with its record, and an engine that reads nothing, for the tests of the views."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.dense import Floats
from sayso.errors import ReadError
from sayso.model import Article, Form, Record, Span, Spans, Speaker, Statement
from sayso.relate.judge import Judged, Pair
from sayso.show.records import Given

TEXT = """\
The night ferry between Eastport and Hollin Island will stop at the end of March, Maria Lindqvist, \
the mayor of Eastport, said on Monday. “The ferry loses two crowns for every crown it earns,” she told \
reporters, “and nobody rides it in March.”

Lindqvist added that the harbour board had warned her that the pier “will not last another winter.”

“They never asked us. We learnt of it from the radio, like everybody else.

“My people have kept that boat running for thirty years,” said Tom Adeyemi, who leads the seamen’s union.

The union estimates that 40 jobs would go. It was reported that a buyer for the ship had been found. A man \
on the quay thought it was “about time”. The island’s school fears for its pupils, according to its website.
"""

SPEAKERS = (
    Speaker("p1", "Maria Lindqvist", "person", ("the mayor of Eastport",)),
    Speaker("p2", "the harbour board", "organisation"),
    Speaker("p3", "Tom Adeyemi", "person", ("leader of the seamen’s union", "mate")),
    Speaker("p4", "Eastport seamen’s union", "organisation"),
    Speaker("p5", "unknown", "unknown"),
)


def spans_of(text: str, *pieces: str) -> Spans:
    """Where the pieces stand in the text, each after the one before."""
    spans: list[Span] = []
    for piece in pieces:
        start = text.index(piece, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(piece)))
    return tuple(spans)


def state(
    name: str,
    speaker: str | None,
    form: Form,
    content: tuple[str, ...],
    *,
    source: str = "",
    cue: str = "",
    parent: str | None = None,
    confidence: float = 0.9,
    text: str = TEXT,
) -> Statement:
    """A statement by the words of its parts."""
    where = [spans_of(text, piece) if piece else () for piece in (source, cue)]
    return Statement(name, speaker, where[0], where[1], spans_of(text, *content), form, parent, confidence)


STATEMENTS = (
    state(
        "s1",
        "p1",
        "indirect",
        ("The night ferry between Eastport and Hollin Island will stop at the end of March",),
        source="Maria Lindqvist, the mayor of Eastport",
        cue="said",
    ),
    state(
        "s2",
        "p1",
        "direct",
        ("“The ferry loses two crowns for every crown it earns,”", "“and nobody rides it in March.”"),
        source="she",
        cue="told",
    ),
    state(
        "s3",
        "p1",
        "mixed",
        ("that the harbour board had warned her that the pier “will not last another winter.”",),
        source="Lindqvist",
        cue="added",
    ),
    state(
        "s4",
        "p2",
        "mixed",
        ("that the pier “will not last another winter.”",),
        source="the harbour board",
        cue="had warned",
        parent="s3",
    ),
    state(
        "s5",
        "p3",
        "direct",
        (TEXT[TEXT.index("“They never") : TEXT.index(" said Tom")],),
        source="Tom Adeyemi",
        cue="said",
    ),
    state("s6", "p4", "indirect", ("that 40 jobs would go",), source="The union", cue="estimates"),
    state("s7", "p5", "indirect", ("that a buyer for the ship had been found",), cue="was reported"),
    state(
        "s8",
        None,
        "mixed",
        ("it was “about time”",),
        source="A man on the quay",
        cue="thought",
        confidence=0.41,
    ),
)

ARTICLE = Article(
    TEXT,
    ref="ferry.html",
    url="https://harbour-herald.example/news/2024/03/05/night-ferry",
    outlet="Harbour Herald",
    title="Night ferry to stop in March, says mayor",
    byline=("Ada Finch", "Jo Marsh"),
    published="2024-03-05",
    language="en",
)

RECORD = Record(ARTICLE, SPEAKERS, STATEMENTS)


def make_record(text: str, **facts: object) -> Record:
    """A record with one direct statement that is the whole text."""
    whole = (Span(0, len(text)),)
    statement = Statement("s1", "p1", (), (), whole, "direct", None, 0.9)
    article = replace(ARTICLE, text=text, **facts)  # type: ignore[arg-type]
    return Record(article, SPEAKERS[:1], (statement,))


class FakeJudge:
    """Finds no relation."""

    def judge(self, pairs: Sequence[Pair], **_: bool) -> list[Judged | None]:
        """Nothing of all pairs."""
        return [None for _ in pairs]

    def condense(self, vectors: Floats) -> Floats:
        """All of it."""
        return vectors


@dataclass
class FakeEngine:
    """Gives what it was told to give: by source, articles and errors, or an exception to raise."""

    sources: dict[str, list[Article | ReadError | BaseException]] = field(default_factory=dict)
    read: Callable[[Article], Record] = lambda article: replace(RECORD, article=article)
    loaded: int = 0
    given: Given | None = None

    def find_articles(self, source: str, given: Given) -> Iterator[Article | ReadError]:
        """The articles told for the source."""
        self.given = given
        for item in self.sources[source]:
            if isinstance(item, BaseException) and not isinstance(item, ReadError):
                raise item
            yield item

    def name_reader(self, given: Given) -> str:
        return f"fake {given.certain}"

    def load_reader(self, given: Given) -> "FakeEngine":
        """Itself; counted."""
        self.given = given
        self.loaded += 1
        return self

    def load_judge(self) -> "FakeJudge":
        """One that finds nothing."""
        return FakeJudge()

    def load_encoder(self) -> Callable[[str], None]:
        """One that reads no word."""
        return lambda _: None
