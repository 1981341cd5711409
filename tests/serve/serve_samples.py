"""What the reading room of the tests holds, and what reads for it."""

from typing import Any

from ledger_samples import BRIDGE, Story, bridge, ferry, keep

from sayso.dense import Floats
from sayso.ledger.ledger import Ledger
from sayso.model import Article, Attribution, Record, Span, Speaker, Statement, statement_id
from sayso.relate.judge import Judged, Pair

#: Every way to have something run that a text, a name or an address could try.
HOSTILE = '<script>boom()</script><img src=x onerror="boom()">"\'><a href="javascript:boom()">x</a>{{7*7}}'


def hostile() -> Story:
    """An article in which everything that is text tries to be more."""
    text = f"{HOSTILE} Eve {HOSTILE} said: “{HOSTILE}” in {HOSTILE}."
    story = Story(
        text, url="javascript:boom()", outlet=HOSTILE, title=HOSTILE, published="2024-06-01", byline=(HOSTILE,)
    )
    return story.says(f"Eve {HOSTILE}", f"“{HOSTILE}”", office=HOSTILE, to=HOSTILE, at=HOSTILE)


def denial() -> Story:
    """An article with a denial in it, and a figure."""
    text = (
        "A bridge to Hollin Island would cost 90 million crowns, Maria Lindqvist said. "
        "Ines Falk denied that a bridge would cost 90 million crowns and said it was 140 million crowns."
    )
    story = Story(
        text, url="https://courier.example/b", outlet="Courier", title="What it costs", published="2024-05-22"
    )
    story.says("Maria Lindqvist", "A bridge to Hollin Island would cost 90 million crowns",
               figures=[("90 million crowns", 9e7, 9e7, "crown")])  # fmt: skip
    story.says("Ines Falk", "a bridge would cost 90 million crowns", act="deny")
    story.says("Ines Falk", "it was 140 million crowns", figures=[("140 million crowns", 1.4e8, None, "crown")])
    return story.relates(1, "disputes", 0)


def fill(ledger: Ledger) -> None:
    """Keep the articles."""
    again = Story(BRIDGE, url="https://herald.example/late", outlet="Eastport Herald", published="2024-08-20")
    again.says("Tom Adeyemi", "that the seamen had been asked", act="deny")
    keep(ledger, ferry(), bridge(), denial().record(), hostile().record(), again.record())


class PlainReader:
    """Takes every quotation for a statement of the first name in the text."""

    def read(self, article: Article) -> Record:
        text = article.text
        if "“" not in text or "”" not in text:
            return Record(article)
        start, end = text.index("“"), text.index("”") + 1
        name = text[end:].split(" said")[0].strip(" ,") or "Nobody"
        at = text.index(name)
        source, content = (Span(at, at + len(name)),), (Span(start, end),)
        id_ = statement_id(article, Attribution(source, (), content))
        who = Speaker("p1", name, "person", (), None, source)
        told = Statement(id_, "p1", source, (), content, "direct", None, 0.9)
        return Record(article, (who,), (told,))


class NoJudge:
    """Relates nothing."""

    def judge(self, pairs: Any, *, across: bool = False) -> list[Judged | None]:
        del across
        return [None for _ in list[Pair](pairs)]

    def condense(self, vectors: Floats) -> Floats:
        return vectors


class PlainEngine:
    """Reading parts that need no model."""

    def name_reader(self) -> str:
        return "sayso test"

    def load_reader(self) -> PlainReader:
        return PlainReader()

    def load_judge(self) -> NoJudge:
        return NoJudge()
