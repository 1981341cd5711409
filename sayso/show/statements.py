"""The statements of a record as blocks of lines: who, by which words, what; the nested below their parent."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle

from rich.text import Text

from sayso.model import Record, Speaker, Statement
from sayso.show.circumstances import compose_circumstances
from sayso.show.paper import Paper
from sayso.show.plain import clean_text
from sayso.show.reasons import compose_reason

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "red")
_BARS = {"direct": "│ ", "mixed": "┆ ", "indirect": "  "}
_QUOTED = re.compile(r'“[^”]*”?|"[^"]*"?|«[^»]*»?|‘[^‘]*?’(?!\w)')
_POSSESSIVE = re.compile(r"['’]s\b")
_WORDS = re.compile(r"\w+")
#: In characters; a longer one stays in the JSON.
_LONGEST_OFFICE = 48
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady"})

_STEP = 4  # cells by which a nested statement stands further in
_ROOM = 28  # cells that are left to a statement, however deep it is nested
_UNSURE = 0.5


def set_statements(record: Record, paper: Paper, *, why: bool = False, all_: bool = False) -> Iterator[Text]:
    """The lines of the statements, a blank line before each that stands on its own; with `why`, their reasons.

    Bare mentions are left out, unless `all_` or something else is reported in them.
    """
    setter = _Setter(record, paper, why=why)
    shown = list(order_statements(record.statements if all_ else told_statements(record.statements)))
    for place, (level, statement) in enumerate(shown):
        if place and not level:
            yield Text()
        yield from setter.set_statement(statement, level)


def told_statements(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that say something: all but bare mentions in which nothing else is reported."""
    parents = {s.parent for s in statements if s.saying.act != "mention"}
    return [s for s in statements if s.saying.act != "mention" or s.id in parents]


def order_statements(statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """Each statement once with its level, those reported in another right after it."""
    ids = {statement.id for statement in statements}
    children = defaultdict(list)
    for statement in statements:
        children[statement.parent if statement.parent in ids else None].append(statement)
    told: set[int] = set()
    # The second round finds those that go round in a circle, which no well-made record holds.
    stack = [(0, s) for s in (*children[None], *statements)][::-1]
    while stack:
        level, statement = stack.pop()
        if id(statement) not in told:
            told.add(id(statement))
            yield level, statement
            stack += [(level + 1, child) for child in reversed(children[statement.id])]


class _Setter:
    """Sets the statements of one record, and knows who was introduced already."""

    def __init__(self, record: Record, paper: Paper, *, why: bool) -> None:
        self._record = record
        self._paper = paper
        self._speakers = {speaker.id: speaker for speaker in record.speakers}
        self._colours = dict(zip(self._speakers, cycle(_COLOURS), strict=False))
        self._introduced: set[str] = set()
        self._why = why

    def set_statement(self, statement: Statement, level: int) -> Iterator[Text]:
        """The head of the statement, and its content below."""
        indent = max(0, min(level * _STEP, self._paper.width - _ROOM))
        yield from self._set_head(statement, indent)
        if parts := compose_circumstances(self._record, statement):
            told = self._paper.mark(" · ", "dim").join(self._paper.ink(part, "dim") for part in parts)
            for line in self._paper.wrap(told, margin=indent + 2):
                yield Text.assemble(" " * (indent + 2), line)
        bar = Text.assemble(" " * indent, self._paper.mark(_BARS[statement.form], self._colour(statement)))
        for line in self._set_content(statement, margin=bar.cell_len):
            whole = Text.assemble(bar, line)
            whole.rstrip()
            yield whole
        if self._why and statement.reason:
            reason = self._paper.ink(compose_reason(self._record, statement.reason), "dim")
            for line in self._paper.wrap(reason, margin=bar.cell_len):
                yield Text.assemble(" " * bar.cell_len, line)

    def _set_head(self, statement: Statement, indent: int) -> Iterator[Text]:
        """Who and by which words; the form stands at the right edge of the first line."""
        unsure = "? " if statement.confidence < _UNSURE else ""
        label = self._paper.ink(unsure + statement.form, "dim")
        branch = Text.assemble(" " * (indent - 2), self._paper.mark("╰ ", "dim")) if indent else Text()
        room = self._paper.wrap(self._compose_head(statement), margin=indent + 2 + label.cell_len)
        for place, line in enumerate(room):
            if place:
                yield Text.assemble(" " * (indent + 2), line)
            else:
                gap = self._paper.width - indent - line.cell_len - label.cell_len
                yield Text.assemble(branch, line, " " * gap, label)

    def _compose_head(self, statement: Statement) -> Text:
        speaker = self._speakers.get(statement.speaker or "")
        parts = [self._compose_name(speaker, self._record.words(statement.source))]
        if speaker and speaker.id not in self._introduced and (office := _find_telling(speaker.offices)):
            parts.append(self._paper.ink(f", {office}", "dim"))
        if speaker:
            self._introduced.add(speaker.id)
        if statement.cue:
            parts += [self._paper.mark(" · ", "dim"), self._paper.ink(self._record.words(statement.cue))]
        return Text.assemble(*parts)

    def _compose_name(self, speaker: Speaker | None, source: str) -> Text:
        if speaker is None:
            name, style = "?", "dim"
        elif speaker.kind == "unknown":
            name, style = "unattributed", "dim"
        else:
            # Only the article's own writer may speak without a name.
            name, style = speaker.name or "the writer", f"bold {self._colours[speaker.id]}"
        tells_more = source and (style == "dim" or _tells_more(source, name))
        printed = self._paper.ink(f"({source})" if tells_more else "")
        return Text.assemble(self._paper.ink(name, style), " " if tells_more else "", printed)

    def _set_content(self, statement: Statement, margin: int) -> Iterator[Text]:
        """The wrapped words, what is quoted in italics, a blank line between paragraphs."""
        words = clean_text(self._record.words(statement.content))
        paragraphs = [self._paper.ink(part) for part in words.split("\n") if part.strip()]
        for place, paragraph in enumerate(paragraphs):
            if place:
                yield Text()
            if statement.form == "direct":
                paragraph.stylize("italic")
            elif statement.form == "mixed":
                paragraph.highlight_regex(_QUOTED, "italic")
            for figure in statement.saying.figures:
                words = re.escape(" ".join(figure.text.split())).replace(r"\ ", r"\s")
                paragraph.highlight_regex(rf"(?<!\w){words}(?!\w)", "bold")
            yield from self._paper.wrap(paragraph, margin)

    def _colour(self, statement: Statement) -> str:
        speaker = self._speakers.get(statement.speaker or "")
        return self._colours[speaker.id] if speaker and speaker.kind != "unknown" else "dim"


def _find_telling(offices: tuple[str, ...]) -> str | None:
    """The first office that says something beside a name ("Dr." does not) and leaves room for it."""
    return next((o for o in offices if not o.endswith(".") and len(o) <= _LONGEST_OFFICE), None)


def _tells_more(source: str, name: str) -> bool:
    """Whether the words that name the source say anything that the name does not."""
    said, known = _split_words(source), _split_words(name)
    has_whole_name = f" {' '.join(known)} " in f" {' '.join(said)} "
    has_only_names = set(said) - _HONORIFICS <= set(known)
    # "Adeyemi, who leads the union": the name comes first, and what follows is no news of who it is.
    begins_with_name = bool(known) and [w for w in said if w not in _HONORIFICS][:1] == known[-1:]
    return not (has_whole_name or has_only_names or begins_with_name)


def _split_words(text: str) -> list[str]:
    return _WORDS.findall(_POSSESSIVE.sub("", text.casefold()))
