"""GAP: a pronoun in a passage of Wikipedia and two names, each of which it may mean (Webster et al. 2018).

Offsets are code points of the passage. Of the corpus, `development` (2,000 passages) and `validation` (454) are
read here; its test set serves elsewhere.
"""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from sayso.errors import ReadError
from sayso.model import Span

Part = Literal["development", "validation"]
Gender = Literal["masculine", "feminine"]
COLUMNS = 11
FEMININE = frozenset({"she", "her", "hers"})
MASCULINE = frozenset({"he", "him", "his"})


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: a pronoun and the names A and B; `is_a` and `is_b` say whether it means each, at most one is true."""

    id: str
    text: str
    pronoun: Span
    a: Span
    is_a: bool
    b: Span
    is_b: bool
    url: str

    @property
    def gender(self) -> Gender:
        """The pronoun's gender."""
        return "feminine" if self.text[slice(*self.pronoun)].lower() in FEMININE else "masculine"


class Answer(NamedTuple):
    """Whether the pronoun means A, and whether it means B."""

    a: bool
    b: bool


class Scored(NamedTuple):
    """Precision, recall and their F1, from 0 to 1, with the number of names that the pronouns mean."""

    precision: float
    recall: float
    f1: float
    gold: int


class Score(NamedTuple):
    """GAP's figures; `bias` is the F1 on feminine pronouns over that on masculine ones, 1 where they are even."""

    overall: Scored
    masculine: Scored
    feminine: Scored
    bias: float


def read_pairs(shared: Path, part: Part) -> list[Pair]:
    """The rows of one part. Raises `ReadError` where a row has not its columns or a name is not at its offset."""
    with gzip.open(shared / "data" / "gap" / f"gap-{part}.tsv.gz", "rt", encoding="utf-8", newline="\n") as lines:
        next(lines)
        return [parse_pair(line) for line in lines]


def parse_pair(line: str) -> Pair:
    """One line of the table; quotation marks in it are the passage's own."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != COLUMNS:
        raise ReadError(fields[0], f"{len(fields)} columns in place of {COLUMNS}")
    name, text, pronoun, pronoun_at, a, a_at, is_a, b, b_at, is_b, url = fields
    if pronoun.lower() not in FEMININE | MASCULINE:
        raise ReadError(name, f"the pronoun {pronoun!r} has no gender")
    spans = [_span(name, text, word, int(at)) for word, at in ((pronoun, pronoun_at), (a, a_at), (b, b_at))]
    return Pair(name, text, spans[0], spans[1], _is_true(is_a), spans[2], _is_true(is_b), url)


def score(pairs: Iterable[Pair], answers: Mapping[str, Answer]) -> Score:
    """GAP's own measure of answers by row id; a row without an answer has two that say no.

    Every row is two yes-or-no decisions, and F1 is over all of them together (micro), as in the corpus's scorer.
    """
    rows = [(pair, answers.get(pair.id, Answer(False, False))) for pair in pairs]
    masculine = _scored([row for row in rows if row[0].gender == "masculine"])
    feminine = _scored([row for row in rows if row[0].gender == "feminine"])
    bias = feminine.f1 / masculine.f1 if masculine.f1 else 0.0
    return Score(_scored(rows), masculine, feminine, bias)


def _span(name: str, text: str, word: str, start: int) -> Span:
    if not text.startswith(word, start):
        raise ReadError(name, f"{word!r} is not at {start}")
    return Span(start, start + len(word))


def _is_true(field: str) -> bool:
    return field.upper() == "TRUE"


def _scored(rows: Sequence[tuple[Pair, Answer]]) -> Scored:
    decisions = [d for pair, answer in rows for d in ((pair.is_a, answer.a), (pair.is_b, answer.b))]
    right = sum(gold and said for gold, said in decisions)
    gold, said = sum(g for g, _ in decisions), sum(s for _, s in decisions)
    return Scored(right / max(said, 1), right / max(gold, 1), 2 * right / max(gold + said, 1), gold)
