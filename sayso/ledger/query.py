"""What a person types to search: words, "phrases", prefixes* and -exclusions; other signs are passed over."""

import re
from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.words import Word, find_words, split_words, stem

_PIECE = re.compile(r'(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; a single one stands for its other forms too, or, as a `prefix`, for all that begin
    so.
    """

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False

    def matches(self, words: list[Word], at: int) -> bool:
        """Whether the term stands at a place of a text."""
        if self.prefix:
            return words[at].text.startswith(self.words[0])
        if not self.phrase:
            return stem(words[at].text) == stem(self.words[0])
        return tuple(word.text for word in words[at : at + len(self.words)]) == self.words


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: all of `wanted`, none of `unwanted`."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


def parse_query(text: str) -> Query:
    """The query that a text is; raises `UsageError` where it has no words to look for.

    >>> parse_query('border "wall of shame" migra* -mexico').unwanted
    (Term(words=('mexico',), phrase=False, prefix=False),)
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for minus, quoted, plain in _PIECE.findall(text):
        (unwanted if minus else wanted).extend(_build_terms(quoted, plain))
    if not wanted:
        raise UsageError(f"the query {text!r} has no words to look for" + (", only some to leave out" * bool(unwanted)))
    return Query(tuple(wanted), tuple(unwanted))


def _build_terms(quoted: str, plain: str) -> list[Term]:
    words = split_words(quoted or plain)
    if quoted:
        return [Term(tuple(words), phrase=True)] if words else []
    if len(words) > 1:  # "U.S." and "vice-president" are words side by side
        return [Term(tuple(words), phrase=True)]
    return [Term((word,), prefix=plain.endswith("*")) for word in words]


def find_hits(query: Query, text: str) -> list[tuple[int, int]]:
    """Where the wanted terms stand in a text, in characters, in order and apart."""
    words = list(find_words(text))
    hits: list[tuple[int, int]] = []
    for at in range(len(words)):
        long = max((len(t.words) for t in query.wanted if t.matches(words, at)), default=0)
        if long and (not hits or words[at].start >= hits[-1][1]):
            hits.append((words[at].start, words[at + long - 1].end))
    return hits
