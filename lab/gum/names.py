"""The proper name inside a phrase: the proper nouns round its head, by tags and dependencies."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from lab.gum.records import Kind, Token
from sayso.model import Span
from sayso.wordlist import word_set

#: Words that stand inside names of anything but persons; hyphens do in all names.
LINKS = word_set("of for on the and &")
#: Titles and offices that, where nothing else names a person, are no name; a list of our own, so that the gold
#: does not change with the resolver's word lists.
TITLES = word_set(
    "mr mrs ms miss mister madam sir dr doctor prof professor president vice-president minister undersecretary premier"
    " chancellor secretary senator congressman congresswoman representative governor mayor judge justice attorney"
    " general gen major colonel col captain capt lieutenant lt sergeant sgt commander admiral officer inspector king"
    " queen prince princess emperor empress duke duchess earl lord lady dame pope bishop archbishop cardinal reverend"
    " rev father sister brother sheikh imam rabbi ambassador speaker chair chairman chairwoman director ceo spokesman"
    " spokeswoman spokesperson commissioner counsel"
)
#: Titles by their dependency (nmod:desc), yet a part of the name.
SAINTS = frozenset({"st", "saint"})
SEPARATE = frozenset({",", "-LRB-", "-RRB-", ":"})
NUMBERED = ("nummod", "flat", "nmod:unmarked", "dep")


class Phrase(NamedTuple):
    """The tokens at the places [first, last) of a text, with the place of their head and what they mention."""

    text: str
    tokens: Sequence[Token]
    first: int
    last: int
    head: int
    kind: Kind | None

    def low(self, place: int) -> str:
        """A word in lower case, without a full stop."""
        token = self.tokens[place]
        return self.text[token.start : token.end].lower().rstrip(".")

    def children(self, place: int) -> list[int]:
        """The places in the phrase that depend on a place."""
        return [k for k in range(self.first, self.last) if self.tokens[k].head == place]

    def reaches(self, place: int, goal: int) -> bool:
        """Whether a place depends on the goal, directly or not, without leaving the phrase."""
        at: int | None = place
        while at is not None and at != goal:
            at = self.tokens[at].head
            at = at if at is not None and self.first <= at < self.last else None
        return at is not None


def find_head(tokens: Sequence[Token], first: int, last: int) -> int:
    """The place of the token that the others at [first, last) depend on.

    Where a phrase is cut from its tree so that several hang outside it: the first that is no modifier,
    else the last ("Mingo Valley" in "Mingo Valley Expressway").
    """
    tops = [k for k in range(first, last) if not _is_inside(tokens[k].head, first, last)]
    plain = [k for k in tops if tokens[k].deprel not in ("compound", "amod", "punct", "case", "cc", "mark", "det")]
    return plain[0] if plain else tops[-1]


def find_name(phrase: Phrase, heads: Collection[int]) -> Span | None:
    """The span of the name of what a phrase mentions, or None: "Lena Berg" of "the trade minister Lena Berg".

    `heads` are the heads of all mentions: two of them joined by "and" are two parties, which have no name together.
    Titles are left out where they depend as such (nmod:desc) or are common nouns; a title alone is no name of a
    person, nor is a plural ("Americans"). Articles and "'s" are no proper nouns, so they are left out as well.
    """
    core = _find_core(phrase)
    if core is None or any(
        phrase.tokens[k].deprel == "conj" and k in heads for k in phrase.children(core) + phrase.children(phrase.head)
    ):
        return None
    low, high = core, core + 1
    while (reach := _before(phrase, core, low, heads)) < low:
        low = reach
    while (reach := _after(phrase, core, low, high, heads)) > high:
        high = reach
    if high - low == 1 and phrase.kind == "person" and _is_counted(phrase, core):
        return None
    return Span(phrase.tokens[low].start, phrase.tokens[high - 1].end)


def _is_inside(place: int | None, first: int, last: int) -> bool:
    return place is not None and first <= place < last


def _find_core(phrase: Phrase) -> int | None:
    """The head where it is a name, else the name that hangs on it: "student Ana Gil"."""
    head = phrase.tokens[phrase.head]
    if head.tag == "NNS" or (head.tag == "NNPS" and phrase.kind == "person"):  # "painters Ana Gil and Jan Mol"
        return None
    if head.proper and not _is_title(phrase, phrase.head):
        return phrase.head
    return next((k for k in phrase.children(phrase.head) if k > phrase.head and _names_head(phrase, k)), None)


def _names_head(phrase: Phrase, place: int) -> bool:
    """Whether a dependent of the head names it, and is neither set off from it nor one more title."""
    token = phrase.tokens[place]
    between = phrase.tokens[phrase.head + 1 : place]
    close = token.deprel == "flat" or (token.deprel == "appos" and not any(t.tag in SEPARATE for t in between))
    titled = phrase.low(place) in TITLES and place + 1 < phrase.last and phrase.tokens[place + 1].proper
    return token.proper and close and not titled


def _is_title(phrase: Phrase, place: int) -> bool:
    """Whether a proper noun is a person's title ("the Prime Minister"); a given name has the surname as `flat`."""
    flat = any(phrase.tokens[k].deprel == "flat" for k in phrase.children(place))
    return phrase.kind == "person" and phrase.low(place) in TITLES and not flat


def _is_counted(phrase: Phrase, core: int) -> bool:
    """Whether one word has an article or a number: "the Taliban", "one Briton", "the Speaker"."""
    return any(phrase.tokens[k].deprel in ("det", "nummod") for k in phrase.children(core))


def _before(phrase: Phrase, core: int, low: int, heads: Collection[int]) -> int:
    """The place of the word of the name before `low`, across a word that links them; `low` where there is none.

    An owner that is mentioned for itself is no part of the name: "Ana's Party", but "People's Party".
    """
    at = low - 1
    if at > phrase.first and (_is_link(phrase, at) or (phrase.tokens[at].tag == "POS" and at - 1 not in heads)):
        at -= 1
    if at < phrase.first or not phrase.tokens[at].proper:
        return low
    lead = _lead(phrase, at)
    if not (_is_inside(phrase.tokens[lead].head, at + 1, core + 1) or _is_beside(phrase, lead, core)):
        return low
    titled = phrase.kind == "person" and phrase.low(at) in TITLES
    if (phrase.tokens[at].deprel == "nmod:desc" or titled) and phrase.low(at) not in SAINTS:
        return low
    return at


def _lead(phrase: Phrase, place: int) -> int:
    """The first word of the name of which a word is a further part: "Hong" for "Kong" in "Hong Kong Island"."""
    while phrase.tokens[place].deprel == "flat" and _is_inside(phrase.tokens[place].head, phrase.first, place):
        place = phrase.tokens[place].head or 0
    return place


def _after(phrase: Phrase, core: int, low: int, high: int, heads: Collection[int]) -> int:
    """The place after the word of the name that follows `high`, across words that link them; else `high`."""
    at = high
    while at < phrase.last and _is_link(phrase, at):
        at += 1
    if at == phrase.last:
        return high
    token = phrase.tokens[at]
    linked = _is_inside(token.head, low, high) or phrase.reaches(at, core) or _is_beside(phrase, at, core)
    apart = not linked or token.deprel == "appos" or (token.deprel == "conj" and at in heads)
    number = token.pos == "NUM" and at == high and token.deprel in NUMBERED and _is_inside(token.head, low, high)
    if number and phrase.kind != "person":
        return at + 1
    return high if apart or not (token.proper or token.deprel == "flat") else at + 1


def _is_beside(phrase: Phrase, place: int, core: int) -> bool:
    """Whether two places depend on one word, as "Ana" and "Gil" on "bridge" in "Ana Gil bridge"."""
    token = phrase.tokens[place]
    return token.deprel in ("compound", "amod", "flat") and token.head == phrase.tokens[core].head


def _is_link(phrase: Phrase, place: int) -> bool:
    """Whether a word can stand inside a name without being a proper noun."""
    token = phrase.tokens[place]
    around = phrase.text[token.start - 1 : token.end + 1]
    tight = token.tag == "HYPH" and not any(map(str.isspace, around))
    return tight or (phrase.kind != "person" and phrase.low(place) in LINKS)
