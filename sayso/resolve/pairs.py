"""What bears on whether one mention means the same party as another: features of mentions and of pairs, as arrays.

A question is compared with the mentions near it and with one mention of every party named in the article.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.resolve.cast import Party
from sayso.resolve.mentions import SORT, SORTS, Mention, contents_of
from sayso.resolve.rules import SURE
from sayso.resolve.story import Story
from sayso.wordlist import fold

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint8]

NOUNS = SORT["unnamed"]
#: So many mentions before a question are looked at, whatever they are, and so many sentences behind it.
BACK = 48
AHEAD = 2
#: So many parties at most that are named farther off: enough for an article of ordinary length, a bound for the rest.
FARTHER = 60
#: Rules that the model has not seen.
LATER = ("in order",)
#: In the order in which a model's tables have them; a later rule counts as none.
RULES = (*(rule for rule in SURE if rule not in LATER), "")
RULE = {rule: number for number, rule in enumerate(RULES)} | dict.fromkeys(LATER, len(RULES) - 1)
GENDERS = {"": 0, "man": 1, "woman": 2}
#: Lower bounds of the buckets that distances fall in; what is less than the first is a bucket of its own.
SENTENCES = (-5, -1, 0, 1, 2, 3, 4, 6, 10, 20)
PARAGRAPHS = (0, 1, 2, 3, 5)
STEPS = (-8, 0, 1, 2, 3, 4, 6, 10, 18, 34)
PARTIES = (1, 2, 3, 4, 6)
TIMES = (1, 2, 3, 5, 9, 17)
SALIENCE = (-1, -0.3, 0.3, 1, 2)
FLAGS = (
    "same paragraph", "latest of its party", "first of its party", "genders agree", "genders differ", "gender open",
    "is a source", "last source", "source before last", "quoted", "both quoted", "in the same content",
    "speaks the content", "in own content", "inside", "beside", "same head", "head in traits", "words in traits",
    "one word in traits", "same words", "bearer", "no bearer", "in the title", "the rule's choice",
    "by another rule's chain", "firm name", "evident", "own possessive", "same sentence before", "same cue",
)  # fmt: skip
FLAG = {flag: number for number, flag in enumerate(FLAGS)}
#: Categories of a mention, each with its number of values.
CATEGORIES = {
    "sort": len(SORTS), "gender": 3, "rule": len(RULES), "salience": len(SALIENCE) + 1, "times": len(TIMES) + 1,
    "flags": 64, "before cue": 3,
}  # fmt: skip
WIDTH = sum(len(b) + 1 for b in (SENTENCES, PARAGRAPHS, STEPS, PARTIES, TIMES, SALIENCE)) + len(FLAGS)


@dataclass(frozen=True, slots=True)
class Scene:
    """The mentions of an article as arrays.

    `categories` [m, 7] are the values of `CATEGORIES`; `questions` [q] the places of the questions among the mentions;
    `pairs` [p, 2] a question's number (0 to q) and a mention's place, in order of the question; `bits` [p, WIDTH];
    `parties` the parties named, `anchors` [m] the number of an anchored mention's party, or -1.
    """

    mentions: Sequence[Mention]
    categories: Ints
    questions: Ints
    pairs: Ints
    bits: Bits
    parties: Sequence[Party]
    anchors: Ints


def _bucket(values: Ints | npt.NDArray[np.float64], bounds: Sequence[float]) -> Ints:
    return np.searchsorted(np.array(bounds), values, side="right").astype(np.int64)


def _one_hot(values: Ints, count: int) -> Bits:
    return np.eye(count, dtype=np.uint8)[values]


def build_scene(story: Story, mentions: Sequence[Mention]) -> Scene:
    """The arrays of an article's mentions."""
    parties = list(dict.fromkeys(m.party for m in mentions if m.party))
    number = {party: n for n, party in enumerate(parties)}
    anchors = np.array([number[m.party] if m.party else -1 for m in mentions], np.int64)
    questions = np.flatnonzero(anchors < 0)
    table = _Table(story, mentions, anchors)
    found = [np.empty(0, np.int64)]
    for question in questions.tolist():
        found.append(_candidates(mentions, anchors, table, question, len(parties)))
    counts = [len(f) for f in found[1:]]
    pairs = np.stack([np.repeat(np.arange(len(questions)), counts), np.concatenate(found)], axis=1).astype(np.int64)
    bits = _bits(story, mentions, parties, anchors, questions, pairs, table)
    return Scene(mentions, table.categories(story), questions, pairs, bits, parties, anchors)


class _Table:
    """Columns over the mentions."""

    def __init__(self, story: Story, mentions: Sequence[Mention], anchors: Ints) -> None:
        items = story.words.items
        last = max(len(items) - 1, 0)
        inside = contents_of(story.attributions, story.words)
        self.mentions = mentions
        self.anchors = anchors
        at = [min(m.first, last) for m in mentions]
        self.first = np.array([m.first for m in mentions], np.int64)
        self.last = np.array([m.last for m in mentions], np.int64)
        self.sort = np.array([m.sort for m in mentions], np.int64)
        self.gender = np.array([GENDERS[m.gender] for m in mentions], np.int64)
        self.sentence = np.array([items[n].sentence for n in at], np.int64)
        self.paragraph = np.array([items[n].paragraph for n in at], np.int64)
        self.quoted = np.array([items[n].quoted for n in at], bool)
        self.loud = np.array([items[n].paragraph in story.words.loud for n in at], bool)
        self.initial = np.array([items[n].initial for n in at], bool)
        self.owns = np.array([items[min(m.last - 1, last)].owns for m in mentions], bool)
        self.inside = np.array([inside[n] if inside else -1 for n in at], np.int64)
        self.weight = np.array([m.weight for m in mentions], np.float64)
        self.source = np.array([bool(m.sources) for m in mentions], bool)
        self.attribution = np.array([m.sources[0] if m.sources else -2 for m in mentions], np.int64)
        order = np.cumsum(self.source)
        self.rank = np.where(self.source, order, 0)  # of a source among the sources
        self.sources_before = order - self.source
        self.times = np.zeros(len(mentions), np.int64)
        self.latest = np.zeros(len(mentions), np.int64)
        seen: dict[int, int] = {}
        for n, anchor in enumerate(anchors.tolist()):
            if anchor >= 0:
                seen[anchor] = seen.get(anchor, 0) + 1
                self.times[n] = seen[anchor]
        self.total = np.array([seen.get(a, 0) for a in anchors.tolist()], np.int64)
        self.speaker = _speakers(story, mentions)

    def categories(self, story: Story) -> Ints:
        """The values of `CATEGORIES`."""
        rules = [RULE[m.rule.rule] if m.rule else RULE[""] for m in self.mentions]
        flags = (
            self.quoted * 1
            + self.source * 2
            + self.initial * 4
            + self.owns * 8
            + (self.inside >= 0) * 16
            + self.loud * 32
        )
        cue = np.zeros(len(self.mentions), np.int64)
        for n, m in enumerate(self.mentions):
            spans = story.attributions[m.sources[0]].cue if m.sources else ()
            if spans and m.first < len(story.words.items):
                cue[n] = 1 if story.words.items[m.first].start < spans[0].start else 2
        return np.stack(
            [self.sort, self.gender, rules, _bucket(self.weight, SALIENCE), _bucket(self.total, TIMES), flags, cue],
            axis=1,
        ).astype(np.int64)


def _speakers(story: Story, mentions: Sequence[Mention]) -> list[int]:
    """For each attribution the place of its source among the mentions, -1 where it has none."""
    found = [-1] * len(story.attributions)
    for n, m in enumerate(mentions):
        for number in m.sources:
            found[number] = n
    return found


def _candidates(mentions: Sequence[Mention], anchors: Ints, table: _Table, question: int, parties: int) -> Ints:
    """The mentions that a question is compared with, in order."""
    m = mentions[question]
    low = max(0, question - BACK)
    chosen = set(range(low, question))
    reach = table.sentence[question] + AHEAD
    for at in range(question + 1, len(mentions)):
        if table.sentence[at] > reach:
            break
        if anchors[at] >= 0:
            chosen.add(at)
    known = {int(anchors[n]) for n in chosen}
    missing = set(range(parties)) - known
    far = FARTHER
    for at in [*range(low - 1, -1, -1), *range(question + 1, len(mentions))]:
        if not missing or not far:
            break
        if int(anchors[at]) in missing:
            missing.discard(int(anchors[at]))
            chosen.add(at)
            far -= 1
    if m.bearers:
        chosen = {n for n in chosen if mentions[n].party in m.bearers or (mentions[n].bearers and n < question)}
    nobody = SORT["nobody"]
    return np.array(sorted(n for n in chosen if mentions[n].sort != nobody or n < question), np.int64)


def _bits(
    story: Story,
    mentions: Sequence[Mention],
    parties: Sequence[Party],
    anchors: Ints,
    questions: Ints,
    pairs: Ints,
    t: _Table,
) -> Bits:
    q, j = questions[pairs[:, 0]], pairs[:, 1]
    latest, between = _recency(pairs, questions, anchors)
    title = _title_words(story)
    titled = np.array([bool(title & {fold(w) for w in p.name.split()}) for p in parties] + [False])
    evident = np.array([p.evident for p in parties] + [False])
    flags = np.zeros((len(pairs), len(FLAGS)), np.uint8)

    def put(flag: str, values: npt.NDArray[np.bool_]) -> None:
        flags[:, FLAG[flag]] = values

    gap = t.sentence[q] - t.sentence[j]
    put("same paragraph", t.paragraph[q] == t.paragraph[j])
    put("same sentence before", (gap == 0) & (j < q))
    put("latest of its party", latest)
    put("first of its party", t.times[j] == 1)
    gq, gj = t.gender[q], t.gender[j]
    put("genders agree", (gq > 0) & (gq == gj))
    put("genders differ", (gq > 0) & (gj > 0) & (gq != gj))
    put("gender open", gj == 0)
    put("is a source", t.source[j])
    put("last source", t.source[j] & (t.sources_before[q] - t.rank[j] == 0))
    put("source before last", t.source[j] & (t.sources_before[q] - t.rank[j] == 1))
    put("quoted", t.quoted[j])
    put("both quoted", t.quoted[j] & t.quoted[q])
    put("in the same content", (t.inside[q] == t.inside[j]) & (t.inside[q] >= 0))
    speaker = np.array([*t.speaker, -1])
    put("speaks the content", (t.inside[q] >= 0) & (speaker[t.inside[q]] == j))
    put("in own content", (t.inside[j] == t.attribution[q]) & t.source[q])
    put("inside", (t.first[j] >= t.first[q]) & (t.last[j] <= t.last[q]))
    put("beside", (t.first[j] == t.last[q]) | (t.last[j] == t.first[q]))
    put("own possessive", t.owns[j])
    put("in the title", titled[anchors[j]])
    put("evident", evident[anchors[j]])
    put("firm name", anchors[j] >= 0)
    put("same cue", (t.attribution[q] >= 0) & (t.attribution[j] == t.attribution[q]))
    _put_words(flags, mentions, q, j)
    return np.concatenate(
        [
            _one_hot(_bucket(gap, SENTENCES), len(SENTENCES) + 1),
            _one_hot(_bucket(t.paragraph[q] - t.paragraph[j], PARAGRAPHS), len(PARAGRAPHS) + 1),
            _one_hot(_bucket(q - j, STEPS), len(STEPS) + 1),
            _one_hot(_bucket(between, PARTIES), len(PARTIES) + 1),
            _one_hot(_bucket(t.total[j], TIMES), len(TIMES) + 1),
            _one_hot(_bucket(t.weight[j], SALIENCE), len(SALIENCE) + 1),
            flags,
        ],
        axis=1,
    )


def _recency(pairs: Ints, questions: Ints, anchors: Ints) -> tuple[npt.NDArray[np.bool_], Ints]:
    """Whether a candidate is the last mention of its party before the question, and how many parties came since."""
    latest = np.zeros(len(pairs), bool)
    between = np.zeros(len(pairs), np.int64)
    ends = np.searchsorted(pairs[:, 0], np.arange(len(questions) + 1))
    for number, question in enumerate(questions.tolist()):
        seen: set[int] = set()
        for row in range(int(ends[number + 1]) - 1, int(ends[number]) - 1, -1):
            at = int(pairs[row, 1])
            if at >= question:
                continue
            between[row] = len(seen)
            anchor = int(anchors[at])
            if anchor >= 0 and anchor not in seen:
                latest[row] = True
                seen.add(anchor)
    return latest, between


def _title_words(story: Story) -> set[str]:
    title = story.article.title or ""
    return {fold(word.strip("’'\".,:;!?()")) for word in title.split() if word[:1].isupper()}


def _put_words(flags: Bits, mentions: Sequence[Mention], q: Ints, j: Ints) -> None:
    """What the words of two mentions have in common, row by row."""
    names: dict[Party, frozenset[str]] = {}
    found: dict[str, list[int]] = {}
    for row, (a, b) in enumerate(zip(q.tolist(), j.tolist(), strict=True)):
        one, two = mentions[a], mentions[b]
        for flag in (*_in_words(one, two, names), *_in_rules(one, two)):
            found.setdefault(flag, []).append(row)
    for flag, rows in found.items():
        flags[rows, FLAG[flag]] = 1


def _in_words(one: Mention, two: Mention, names: dict[Party, frozenset[str]]) -> Iterator[str]:
    """Flags of a description against another, or against what is told of a party."""
    if one.sort < NOUNS:
        return
    party = two.party
    if party is None or not two.named:
        if one.head == two.head:
            yield "same head"
        if one.told == two.told:
            yield "same words"
    told = _told_of(party, names) if party is not None else frozenset[str]()
    if party is None or told.isdisjoint(one.told):
        return
    yield "one word in traits"
    if one.head in told:
        yield "head in traits"
    if one.told <= party.traits:
        yield "words in traits"


def _told_of(party: Party, names: dict[Party, frozenset[str]]) -> AbstractSet[str]:
    """What is told of a party: its offices and traits, of a body the words of its name as well."""
    if party.kind != "organisation" and party.traits:
        return party.traits
    if party not in names:
        names[party] = frozenset(map(fold, party.name.split())) | party.traits
    return names[party]


def _in_rules(one: Mention, two: Mention) -> Iterator[str]:
    """Flags of what the rules and the bearers of a name say."""
    party = two.party
    if one.bearers and party:
        yield "bearer" if party in one.bearers else "no bearer"
    if one.rule and one.rule.party is not None:
        if party:
            if one.rule.party is party:
                yield "the rule's choice"
        elif two.rule and one.rule.party is two.rule.party:
            yield "by another rule's chain"
