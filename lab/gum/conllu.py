"""GUM's CoNLL-U (Universal Dependencies 2, with entities in MISC) -> documents.

What the format holds and this reader minds: a word written together with its clitic is a range line ("1-2") that
tells what follows the pair; empty nodes ("8.1") are words that nobody wrote; a paragraph begins where a comment
says so; brackets such as `(3-place-new-nnnnn-cf2-2-coref-Oslo` open and `3)` close a mention, several on one word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lab.gum.names import Phrase, find_head, find_name
from lab.gum.records import KINDS, Document, Form, Kind, Mention, Sentence, Split, Token
from sayso.errors import ReadError
from sayso.model import Span

BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")
COMMENT = re.compile(r"# (newpar|[\w:]+(?: id)?)(?: = (.*))?$")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BLANK_LINE = "\n\n"


class Marked(NamedTuple):
    """A bracketed stretch of tokens with the number of its cluster."""

    first: int
    last: int
    cluster: int
    kind: Kind | None


class Block(NamedTuple):
    """One sentence as the file has it: comments by name, rows of ten fields without ranges and empty nodes.

    `gaps` tells for each row whether white space follows it.
    """

    comments: dict[str, str]
    rows: list[list[str]]
    gaps: list[bool]


def parse_document(content: str, split: Split, chains: str | None = None) -> Document:
    """The document of one CoNLL-U file.

    `chains` is the same document of OntoGUM in the CoNLL format (one token a line, brackets with numbers in the
    last column), whose coreference then takes the place of GUM's own. Raises `ReadError` where brackets do not
    pair or the two files have not the same number of tokens.
    """
    blocks = list(_blocks(content))
    meta = blocks[0].comments
    name = meta["newdoc id"]
    text, tokens, sentences = _lay_out(blocks)
    entities = [_misc(row[9], "Entity") for block in blocks for row in block.rows]
    marked = _pair(name, entities)
    if chains is not None:
        marked = _with_kinds(tokens, _read_chains(name, chains, len(tokens)), marked)
    date = DAY.fullmatch(meta.get("meta::dateCreated", ""))
    mentions = _mentions(text, tokens, marked)
    return Document(name, meta["meta::genre"], split, date and date.group(), text, tokens, sentences, mentions)


def _blocks(content: str) -> Iterator[Block]:
    for part in content.split(BLANK_LINE):
        lines = part.strip("\n").split("\n")
        comments = [m for line in lines if (m := COMMENT.match(line))]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        words = [row for row in rows if row[0].isdigit()]
        if words:
            yield Block({m[1]: m[2] or "" for m in comments}, words, _gaps(rows))


def _gaps(rows: Sequence[list[str]]) -> list[bool]:
    gaps: dict[int, bool] = {}
    inside: dict[int, bool] = {}
    for row in rows:
        open_after = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inside |= dict.fromkeys(range(first, last), False) | {last: open_after}
        elif row[0].isdigit():
            gaps[int(row[0])] = inside.get(int(row[0]), open_after)
    return list(gaps.values())


def _lay_out(blocks: Sequence[Block]) -> tuple[str, tuple[Token, ...], tuple[Sentence, ...]]:
    """The running text, and the tokens and sentences with where they stand in it."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    pieces: list[str] = []
    at = paragraph = 0
    gap = ""
    for block in blocks:
        if "newpar" in block.comments and tokens:
            gap, paragraph = BLANK_LINE, paragraph + 1
        base = len(tokens)
        for row, spaced in zip(block.rows, block.gaps, strict=True):
            start = at + len(gap)
            at = start + len(row[1])
            head = base + int(row[6]) - 1 if int(row[6]) else None
            tokens.append(Token(start, at, row[3], row[4], row[7], head))
            pieces += [gap, row[1]]
            gap = " " if spaced else ""
        span = Span(tokens[base].start, at)
        sentences.append(Sentence(base, len(tokens), span, paragraph, block.comments.get("speaker")))
    return "".join(pieces), tuple(tokens), tuple(sentences)


def _misc(field: str, key: str) -> str:
    return next((pair[len(key) + 1 :] for pair in field.split("|") if pair.startswith(f"{key}=")), "")


def _pair(name: str, entities: Sequence[str]) -> list[Marked]:
    """The mentions of GUM's brackets, the fields of which a hyphen parts: cluster, kind and what is not read."""
    found: list[Marked] = []
    opened: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, brackets in enumerate(entities):
        for bracket in BRACKET.findall(brackets):
            key, *fields = bracket.strip("()").split("-")
            if bracket.startswith("("):
                opened[key].append((place, fields[0] if fields else ""))
            if bracket.endswith(")"):
                if not opened[key]:
                    raise ReadError(name, f"the mention {key} closes at token {place} and never opened")
                first, kind = opened[key].pop()
                found.append(Marked(first, place + 1, int(key), kind if kind in KINDS else None))
    if left := [key for key, places in opened.items() if places]:
        raise ReadError(name, f"mentions never close: {', '.join(left)}")
    return found


def _read_chains(name: str, chains: str, count: int) -> list[Marked]:
    lines = [line for line in chains.splitlines() if line and not line.startswith("#")]
    if len(lines) != count:
        raise ReadError(name, f"{count} tokens, but {len(lines)} in OntoGUM")
    columns = [line.split("\t")[-1] for line in lines]
    return _pair(name, ["" if column == "_" else column for column in columns])


def _with_kinds(tokens: Sequence[Token], bare: Sequence[Marked], marked: Sequence[Marked]) -> list[Marked]:
    """OntoGUM's mentions, which have no kind, with the kind that GUM gives the same span or else the same head."""
    spans = {(m.first, m.last): m.kind for m in marked}
    heads = {find_head(tokens, m.first, m.last): m.kind for m in sorted(marked, key=lambda m: m.last - m.first)}
    return [m._replace(kind=spans.get((m.first, m.last)) or heads.get(find_head(tokens, *m[:2]))) for m in bare]


def _mentions(text: str, tokens: Sequence[Token], marked: Sequence[Marked]) -> tuple[Mention, ...]:
    order = sorted(marked, key=lambda m: (m.first, -m.last, m.cluster))
    heads = [find_head(tokens, m.first, m.last) for m in order]
    known = frozenset(heads)
    mentions = []
    for m, head in zip(order, heads, strict=True):
        name = find_name(Phrase(text, tokens, m.first, m.last, head, m.kind), known)
        form: Form = "name" if name else "pronoun" if tokens[head].pos == "PRON" else "nominal"
        span = Span(tokens[m.first].start, tokens[m.last - 1].end)
        mentions.append(Mention(m.first, m.last, head, span, m.kind, form, m.cluster, name))
    return tuple(mentions)
