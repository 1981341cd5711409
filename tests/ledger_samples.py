"""Made-up articles with their records, for the tests of the ledger."""

from collections.abc import Sequence
from typing import Any

from sayso.ledger.ledger import Ledger
from sayso.ledger.store import Kept, keep_record
from sayso.model import (
    Act,
    Addressee,
    Article,
    Attribution,
    Figure,
    Json,
    Kind,
    Record,
    Relation,
    RelationKind,
    SaidOn,
    Saying,
    Span,
    Speaker,
    Statement,
    Venue,
    statement_id,
)

HOUR = "2026-01-02T03:04:05.000000Z"
READER = "sayso test"


def find(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


class Story:
    """A record that is put together line by line."""

    def __init__(self, text: str, **known: Any) -> None:
        self.article = Article(text, **{"language": "en", **known})
        self.speakers: list[Speaker] = []
        self.statements: list[Statement] = []
        self.relations: list[Relation] = []

    def speaker(self, name: str, kind: Kind = "person", *offices: str) -> str:
        """A speaker of the article, and its local id."""
        for known in self.speakers:
            if known.name == name:
                return known.id
        made = Speaker(f"p{len(self.speakers) + 1}", name, kind, offices, None, (find(self.article.text, name),))
        self.speakers.append(made)
        return made.id

    def says(
        self,
        name: str | None,
        content: str,
        *,
        kind: Kind = "person",
        office: str | None = None,
        act: Act = "assert",
        hedged: bool = False,
        to: str | None = None,
        at: str | None = None,
        on: str | None = None,
        figures: Sequence[tuple[str, float | None, float | None, str | None]] = (),
    ) -> "Story":
        """A statement with these words as its content."""
        text = self.article.text
        speaker = self.speaker(name, kind, *([office] if office else [])) if name else None
        source = (find(text, name),) if name else ()
        where = find(text, content)
        id_ = statement_id(self.article, Attribution(source, (), (where,)))
        saying = Saying(
            act,
            hedged,
            (),
            Addressee(to, find(text, to)) if to else None,
            Venue(at, find(text, at)) if at else None,
            SaidOn(on, on, Span(0, 1)) if on else None,
            tuple(Figure(find(text, words), words, low, high, unit) for words, low, high, unit in figures),
        )
        form = "direct" if content.startswith("“") else "indirect"
        made = Statement(id_, speaker, source, (), (where,), form, None, 0.9, None, saying)  # type: ignore[arg-type]
        self.statements.append(made)
        return self

    def relates(self, later: int, kind: RelationKind, earlier: int) -> "Story":
        """How one of the statements bears on another, as the first word of the article says."""
        ids = (self.statements[later].id, self.statements[earlier].id)
        self.relations.append(Relation(*ids, kind, "reported", (Span(0, 3),), 0.9))
        return self

    def record(self) -> Json:
        """The contract's record."""
        return Record(self.article, tuple(self.speakers), tuple(self.statements), tuple(self.relations)).to_json()


FERRY = """\
The night ferry will stop in March, Maria Lindqvist, the mayor of Eastport, told reporters on Monday. \
“The ferry loses two crowns for every crown it earns and nobody rides it in the dark months,” she said. \
Tom Adeyemi of the seamen’s union said that about 40 jobs would go. The Eastport Herald has asked the board.
"""


def ferry(text: str = FERRY, **known: Any) -> Json:
    """An article about a ferry, with three statements by two persons."""
    values = {"ref": "ferry.txt", "url": "https://herald.example/ferry", "outlet": "Eastport Herald"}
    story = Story(text, **{**values, "title": "Night ferry to stop", "published": "2024-03-05", **known})
    story.says("Maria Lindqvist", "The night ferry will stop in March", office="mayor of Eastport", act="promise",
               to="reporters", on="2024-03-04")  # fmt: skip
    if "“The ferry loses" in text:
        story.says("Maria Lindqvist", text[text.index("“The ferry") : text.index("”") + 1])
    story.says("Tom Adeyemi", "about 40 jobs would go", act="predict", hedged=True,
               figures=[("about 40", 40, 40, "job")])  # fmt: skip
    return story.record()


BRIDGE = """\
A bridge to Hollin Island would cost 90 million crowns, the Eastport mayor Maria Lindqvist said in a speech in May. \
Tom Adeyemi denied that the seamen had been asked. Officials declined to comment on the price of the bridge.
"""


def bridge(**known: Any) -> Json:
    """An article about a bridge, with the same two persons."""
    values = {"ref": "bridge.txt", "url": "https://gazette.example/bridge", "outlet": "Island Gazette"}
    story = Story(BRIDGE, **{**values, "title": "What a bridge costs", "published": "2024-05-20", **known})
    story.says("Maria Lindqvist", "A bridge to Hollin Island would cost 90 million crowns", office="Eastport mayor",
               at="a speech in May", figures=[("90 million crowns", 9e7, 9e7, "crown")])  # fmt: skip
    story.says("Tom Adeyemi", "that the seamen had been asked", act="deny")
    story.says("Officials", "to comment on the price of the bridge", kind="group", act="mention")
    return story.record()


def keep(ledger: Ledger, *records: Json, reader: str = READER, now: str = HOUR) -> list[Kept]:
    """Keep records, each in a transaction of its own; another reader reads again what is there."""
    found = []
    for record in records:
        with ledger.write() as connection:
            found.append(keep_record(connection, record, reader, now, again=True))
    return found
