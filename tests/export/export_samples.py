"""Made-up articles with their records, usual and hostile, for the tests of the formats."""

import io
from collections.abc import Sequence

from sayso.export import Entry, Party, write_entries
from sayso.model import (
    Addressee,
    Article,
    Figure,
    Json,
    Record,
    Relation,
    SaidOn,
    Saying,
    Span,
    Spans,
    Speaker,
    Statement,
    Venue,
)

TEXT = """\
😀 The ferry will stop in March, Maria Lindqvist, the mayor of Eastport, told reporters on Monday at the pier.

“The ferry loses about 2 million crowns,” she said, “and nobody
rides it.

We have seen enough.”

The harbour board denies that it was asked. It was reported that a buyer had been found.
"""


def spans_of(*pieces: str, text: str = TEXT) -> Spans:
    """Where the pieces stand in the text, each after the one before."""
    spans: list[Span] = []
    for piece in pieces:
        start = text.index(piece, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(piece)))
    return tuple(spans)


def make_usual() -> Entry:
    """An article with an interrupted quotation over several lines, a nested statement and one without a speaker."""
    (monday,) = spans_of("on Monday")
    first = Statement(
        "s1",
        "p1",
        spans_of("Maria Lindqvist, the mayor of Eastport"),
        spans_of("told"),
        spans_of("The ferry will stop in March"),
        "indirect",
        None,
        0.97,
        saying=Saying(
            "promise",
            False,
            addressee=Addressee("reporters", *spans_of("reporters")),
            venue=Venue("the pier", *spans_of("the pier")),
            said_on=SaidOn("2024-03-04", "2024-03-04", monday),
        ),
    )
    second = Statement(
        "s2",
        "p1",
        spans_of("she"),
        spans_of("said"),
        spans_of("“The ferry loses about 2 million crowns,”", "“and nobody\nrides it.\n\nWe have seen enough.”"),
        "direct",
        None,
        0.5,
        saying=Saying(
            "assert",
            True,
            spans_of("about"),
            figures=(Figure(*spans_of("about 2 million crowns"), "about 2 million crowns", 2e6, None, "crown"),),
        ),
    )
    third = Statement(
        "s3",
        "p2",
        spans_of("The harbour board"),
        spans_of("denies"),
        spans_of("that it was asked"),
        "mixed",
        "s2",
        0.25,
        saying=Saying("deny"),
    )
    fourth = Statement("s4", None, (), (), spans_of("a buyer had been found"), "indirect", None, 0.75)
    article = Article(
        TEXT,
        ref="ferry.html",
        url="https://herald.example/ferry?a=1",
        outlet="Harbour Herald",
        title="Ferry to stop, mayor says",
        byline=("Tom Adeyemi",),
        published="2024-03-05",
        language="en",
    )
    speakers = (
        Speaker("p1", "Maria Lindqvist", "person", ("the mayor of Eastport",), "Q42"),
        Speaker("p2", "harbour board", "organisation"),
    )
    relation = Relation("s3", "s2", "disputes", "reported", (), 0.5)
    record = Record(article, speakers, (first, second, third, fourth), (relation,))
    parties = {
        "p1": Party("p1f0c2", "Maria Anna Lindqvist", "person"),
        "p2": Party("p77aa", "Eastport harbour board", "organisation"),
    }
    return Entry(record.to_json(), parties)


WILD = '=cmd|\' /C calc\'!A0\n"two"\r\n<b>[x](y), \ud83d; \u202e\u200f\x00 {"a": 1}\t\u2028\x85 end'


def make_hostile() -> Entry:
    """An article of which little is known, with every sort of character that some format trips over."""
    text = f"{WILD}\n\n👩‍👩‍👧 said no.\n\nYes\n\nYes\n"
    end = text.index("Yes\n\nYes")
    statements = (
        Statement("h1", "p1", (Span(0, len(WILD)),), (), (Span(0, len(text)),), "mixed", "gone", 0.0),
        # Two spans on two lines, spans that touch, overlap and go back, and one of no width.
        Statement("h2", "p2", (), (), (Span(end, end + 3), Span(end + 5, end + 8)), "direct", "h1", 1.0),
        Statement("h3", "p3", (Span(3, 5), Span(5, 9)), (Span(9, 12), Span(2, 10)), (Span(4, 4),), "indirect", None, 1),
        Statement("h4", "lost", (Span(end + 3, end + 5),), (), (), "indirect", "h4", 0.5),
        Statement("h5", "p4", (), (), (Span(4, 40),), "direct", None, 0.5),
    )
    speakers = (
        Speaker("p1", WILD, "person", (WILD,), WILD),
        Speaker("p2", "", "unknown"),
        Speaker("p3", "a senior aide", "unnamed"),
        Speaker("p4", "\u200f", "author"),
    )
    article = Article(text, ref=WILD, title=f"'{WILD}", byline=(WILD, ""), published="2024-02-30")
    return Entry(Record(article, speakers, statements).to_json(), {"p1": Party(WILD, WILD, "person")})


def make_silent() -> Entry:
    """An article in which nobody says anything, with an address that is none."""
    return Entry(Record(Article("Nothing.", url="file name with blanks\n", title="")).to_json(), {})


def export(format_: str, *entries: Entry) -> bytes:
    """What a format's file holds, after its count of articles was checked."""
    out = io.BytesIO()
    assert write_entries(iter(entries), format_, out) == len(entries)
    assert not out.closed
    return out.getvalue()


def statements_of(*entries: Entry) -> dict[str, Json]:
    """The statements by their ids."""
    return {statement["id"]: statement for entry in entries for statement in entry.record["statements"]}


def words_of(entry: Entry, spans: Sequence[Sequence[int]]) -> str:
    """The words that spans cover, as every format but JSON Lines can hold them."""
    words = " … ".join(entry.record["article"]["text"][start:end] for start, end in spans)
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in words)
