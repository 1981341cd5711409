"""A statement of the ledger as a person reads it: whose, what, how it was said, where it stands, what became of it."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from sayso.ledger.answers import Answer
from sayso.ledger.pages import ADDED, KEPT, WITHDRAWN
from sayso.ledger.query import Query, find_hits
from sayso.model import Json
from sayso.show.paper import Paper
from sayso.show.plain import clean_text
from sayso.wording import ACTS, format_day, format_days
from sayso.words import split_words

#: Of a longer content, this many characters around the first hit are shown, and as many in all.
_AROUND, _LONGEST = 90, 420
_BARS = {"direct": "│ ", "mixed": "┆ ", "indirect": "  "}
_STANDING = {ADDED: "added to its page later", KEPT: "kept when its page changed", WITHDRAWN: "withdrawn from its page"}


def set_answer(answer: Answer, paper: Paper, query: Query | None = None, *, whose: bool = True) -> Iterator[Text]:
    """The lines of an answer; the words that the query looks for stand out. The head tells `whose`, or else the day."""
    statement = answer.data["statement"]
    if whose:
        yield from _set_head(answer, paper)
    else:
        yield paper.ink(_compose_days(statement) or format_day(answer.day) or "no day", "bold")
    if parts := [*_compose_known(statement), *([_compose_days(statement)] if whose else [])]:
        yield from _set_dim([part for part in parts if part], paper)
    bar = paper.mark(_BARS[statement["form"]], "cyan")
    for line in paper.wrap(_set_words(statement["text"], query, paper), margin=4):
        yield Text.assemble("  ", bar, line)
    yield from _set_dim(_compose_place(answer.data["article"]), paper)
    yield from _set_dim([*_compose_fate(answer), statement["id"]], paper)


def _set_head(answer: Answer, paper: Paper) -> Iterator[Text]:
    who = answer.data["speaker"]
    head = set_name(who["name"], who["kind"], paper) if who else paper.ink("?", "dim")
    if who is None or who["kind"] == "unknown":
        more = answer.source
    else:
        known = set(split_words(who["name"])) <= set(split_words(answer.party or ""))
        more = None if known or not who["name"] else answer.party
    if more:
        head = Text.assemble(head, " ", paper.ink(f"({more})", "dim"))
    yield from paper.wrap(head)


def set_name(name: str, kind: str, paper: Paper) -> Text:
    """A speaker's name; only the article's own writer may speak without one."""
    if kind == "unknown":
        return paper.ink("unattributed", "dim")
    return paper.ink(name or "the writer", "bold")


def _set_dim(parts: Sequence[str], paper: Paper) -> Iterator[Text]:
    if parts:
        for line in paper.wrap(paper.mark(" · ", "dim").join(paper.ink(part, "dim") for part in parts), margin=2):
            yield Text.assemble("  ", line)


def _compose_known(statement: Json) -> list[str]:
    parts = [ACTS[statement["act"]]] if statement["act"] in ACTS else []
    parts += ["hedged"] if statement["hedged"] else []
    if statement["addressee"]:
        parts.append(f"to {statement['addressee']['name']}")
    if statement["venue"]:
        parts.append(f"at: {statement['venue']['text']}")
    return parts


def _compose_days(statement: Json) -> str:
    when = statement["said_on"]
    return format_days(when["from"], when["to"]) if when else ""


def _set_words(content: str, query: Query | None, paper: Paper) -> Text:
    words = " ".join(clean_text(content).split())
    hits = find_hits(query, words) if query else []
    start = max(0, hits[0][0] - _AROUND) if hits and len(words) > _LONGEST else 0
    start = words.find(" ", start) + 1 if start else 0
    end = len(words) if len(words) - start <= _LONGEST else words.rfind(" ", start, start + _LONGEST)
    end = end if end > start else start + _LONGEST
    made = paper.mark("… " if start else "", "dim")
    at = start
    for first, last in [hit for hit in hits if start <= hit[0] and hit[1] <= end]:
        made = Text.assemble(made, paper.ink_part(words[at:first]), paper.ink_part(words[first:last], "bold yellow"))
        at = last
    return Text.assemble(made, paper.ink_part(words[at:end]), paper.mark(" …" if end < len(words) else "", "dim"))


def _compose_place(article: Json) -> list[str]:
    day = format_day(article["published"])
    title = article["title"] or article["ref"] or article["url"]
    return [part for part in (article["outlet"], day, title) if part]


def _compose_fate(answer: Answer) -> list[str]:
    data = answer.data
    parts = [_STANDING[answer.standing]] if answer.standing in _STANDING else []
    if data["reprints"]:
        parts.append(f"{data['reprints']} reprint{'s' * (data['reprints'] != 1)}")
    if data["origins"] > 1:
        parts.append(f"{data['origins']} origins")
    for word, count in data["status"].items():
        parts += [f"{word} by {count}"] if count else []
    fields = sorted({one.field for one in answer.corrections if one.field})
    parts += [f"corrected: {', '.join(fields)}"] if fields else []
    parts += [f"accepted by {one.by}" for one in answer.corrections if one.action == "accept"]
    parts += ["added by hand"] if any(one.action == "add" for one in answer.corrections) else []
    return parts
