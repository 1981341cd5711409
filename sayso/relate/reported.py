"""Relations that an article itself reports: "rejected the minister's claim that …".

One statement takes up another that stands in its content as a noun of saying ("the claim", "reports", "her demand"),
by a verb that tells how it bears on that. "Denied that he had claimed …" is none: there the saying itself is denied.
"""

import re
from collections.abc import Iterator, Sequence

from sayso.model import Relation, RelationKind, Span, Spans, Statement
from sayso.wordlist import word_set

#: Verbs of the cue by what they tell; each stands for its forms.
_VERBS: dict[RelationKind, str] = {
    "disputes": r"""den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)
        |refut(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|rebuff(?:s|ed|ing)?|repudiat(?:e|es|ed|ing)|rebut(?:s|ted|ting)?
        |debunk(?:s|ed|ing)?|contest(?:s|ed|ing)?|disagree(?:s|d|ing)?\ with|push(?:es|ed|ing)?\ back\ (?:on|against)
        |(?:take|takes|took|taken|taking)\ issue\ with|challeng(?:e|es|ed|ing)""",
    "supports": r"""confirm(?:s|ed|ing)?|corroborat(?:e|es|ed|ing)|echo(?:es|ed|ing)?|endors(?:e|es|ed|ing)
        |affirm(?:s|ed|ing)?|agree(?:s|d|ing)?\ with|back(?:s|ed|ing)(?!\ (?:away|off|down|out))
        |second(?:s|ed|ing)|concur(?:s|red)?\ with""",
    "reverses": r"""walk(?:s|ed|ing)?\ back|backtrack(?:s|ed|ing)?|back(?:s|ed|ing)?\ (?:away|off|down)(?:\ from)?
        |retract(?:s|ed|ing)?|recant(?:s|ed|ing)?|disavow(?:s|ed|ing)?|renounc(?:e|es|ed|ing)|revers(?:e|es|ed|ing)
        |apologi[sz](?:e|es|ed|ing)\ for|(?:take|takes|took|taking)\ back|withdr(?:aw|aws|ew|awing)""",
    "responds": r"""welcom(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|critici[sz](?:e|es|ed|ing)|denounc(?:e|es|ed|ing)
        |prais(?:es|ed|ing)|applaud(?:s|ed|ing)?|slam(?:s|med|ming)?|blast(?:s|ed|ing)?|mock(?:s|ed|ing)?
        |ridicul(?:e|es|ed|ing)|(?:respond|react|repl|object)(?:s|ed|ies|ied|ing)?\ to|comment(?:s|ed|ing)?\ on""",
}
_CUES = {kind: re.compile(rf"\b(?:{pattern})\b", re.I | re.X) for kind, pattern in _VERBS.items()}
#: What takes the verb back, in the cue or shortly before it.
_UNDONE = re.compile(
    r"\b(?:not|never|no longer|neither|nor|nobody|without|cannot|declin\w+|refus\w+|fail\w*|avoid\w*|unable|if|whether"
    r"|stopped short|can|could|should|would|might|may|must|to|will)\b|n['’]t\b",
    re.I,
)
#: Before a participle: what was done to the party, and not by it.
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|gets|got)(?:\s+\w+ly)?\s*$", re.I)
#: What begins a content that is no noun of saying: "confirmed that prosecutors plan to …".
_CLAUSE = re.compile(r"[“\"‘']?\s*(?:that|whether|if|how|why|what|who)\b", re.I)
#: Sayings that want something: to turn them down is an answer, and does not say that anything is untrue.
_WISHES = word_set("request requests appeal appeals offer offers")
#: How often such a relation is right, by reading (docs/relations.md).
RIGHT = 0.95
#: How far before the cue that is looked for, in characters.
_BEFORE = 24
#: Nouns that stand for somebody's saying.
_NOUNS = word_set(
    """
    accusation accusations allegation allegations argument arguments assertion assertions assessment assertation belief
    call calls charge charges claim claims comment comments complaint complaints conclusion conclusions criticism
    criticisms demand demands denial denials estimate estimates finding findings idea insinuation insinuations notion
    opinion position prediction predictions proposal proposals promise report reports remark remarks request requests
    rumor rumors rumour rumours statement statements suggestion suggestions talk theory theories threat threats view
    views warning warnings recommendation recommendations plan plans offer appeal appeals speculation contention pledge
    """
)
#: Words before the noun in the content of the one who takes it up: "outright as false the", "the widespread".
_LEAD = 4
_WORD = re.compile(r"[^\W_]+")


def find_reported(text: str, statements: Sequence[Statement]) -> Iterator[Relation]:
    """The relations of statements to those that stand in their contents."""
    by_id = {statement.id: statement for statement in statements}
    for inner in statements:
        outer = by_id.get(inner.parent or "")
        if outer is None or not _takes_up(text, outer, inner):
            continue
        if found := find_verb(text, outer.cue):
            kind, evidence = found
            if (kind == "reverses") != _are_one(outer, inner):
                continue
            if kind == "disputes" and not _WISHES.isdisjoint(_words(text, inner.cue)):
                kind = "responds"
            yield Relation(outer.id, inner.id, kind, "reported", (evidence,), RIGHT)


def find_verb(text: str, cue: Spans) -> tuple[RelationKind, Span] | None:
    """How a cue says that its statement bears on another, and by which words; None where it does not, or only might."""
    found = ((kind, span) for start, end in cue for kind in _CUES if (span := _find(kind, text, start, end)))
    return next(found, None)


def find_words(kind: RelationKind, text: str, cue: Spans) -> Span | None:
    """The words of a cue that say that its statement bears on another in this way, if there are any."""
    return next((span for start, end in cue if (span := _find(kind, text, start, end))), None)


def _find(kind: RelationKind, text: str, start: int, end: int) -> Span | None:
    match = _CUES[kind].search(text, start, end) if kind in _CUES else None
    if match and _is_done(match[0], _shortly_before(text, match.start())):
        return Span(*match.span())
    return None


def _are_one(outer: Statement, inner: Statement) -> bool:
    """Whether two statements stand on one party."""
    return outer.speaker is not None and outer.speaker == inner.speaker


def _is_done(verb: str, before: str) -> bool:
    """Whether the party does what a verb says, by the words before it."""
    return not _UNDONE.search(before) and not (verb.split()[0].endswith("ed") and _PASSIVE.search(before))


def _shortly_before(text: str, place: int) -> str:
    """The last words of the sentence before a place."""
    return re.split(r"[.;:!?\n”\"]", text[max(0, place - _BEFORE) : place])[-1]


def _takes_up(text: str, outer: Statement, inner: Statement) -> bool:
    """Whether a statement is about the saying of another party that its content begins with."""
    if not inner.cue:
        return False
    if _NOUNS.isdisjoint(_words(text, inner.cue)):
        return False
    start = outer.content[0].start
    before = text[start : min(place for place, _ in (*inner.source, *inner.cue))]
    return len(_WORD.findall(before)) <= _LEAD and not _CLAUSE.match(text, start)


def _words(text: str, spans: Spans) -> set[str]:
    return {word.lower() for start, end in spans for word in _WORD.findall(text[start:end])}
