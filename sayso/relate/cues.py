"""Words by which an article says that a statement bears on another, by what they say."""

import re
from collections.abc import Iterator

from sayso.model import Span, Spans

#: Stems, each for all words that begin so; a phrase stands for itself.
_STEMS = {
    "deny": """den(?:y|ie)|reject|dismiss|disput|refut|contradict|rebuff|repudiat|rebut|disagree|object|contest|disavow
        |debunk|discredit|pushed back|push back|shot down|took issue|takes issue|counter(?:ed|s|ing)?\\b|challeng|bristl
        |unfounded|baseless|untrue|false|bogus|nonsense|lie[sd]?\\b|lying|mislead|inaccurate|incorrect|not true""",
    "accuse": "accus|alleg|charg|blam|claim",
    "confirm": """confirm|acknowledg|concede|admit|affirm|corroborat|verif|agree|support|back(?:ed|s|ing)\\b|endors|echo
        |underscor|reiterat|second(?:ed|s)\\b|align|concur|consistent with|in line with|similar|also|likewise|too\\b""",
    "respond": """respon|repl(?:y|ie)|answer|react|retort|fired back|hit back|shot back|in turn|comment|welcom
        |ask(?:ed|s) (?:about|whether|if)|applaud|prais|condemn|criti|slam|blast|mock|ridicul|denounc
        |decr(?:y|ie)|rip(?:s|ped)\\b|jab|attack
        |question|defend|prompt|welcom|thank|warn""",
    "reverse": """walk(?:ed|s|ing)? back|backtrack|back(?:ed|s|ing)? (?:away|off|down)|revers|retract|recant|apolog|flip
        |chang|clarif|correct|reconsider|no longer|softened|shift|abandon|withdr|rescind|renounc|about-face|once\\b""",
    "repeat": "repeat|reiterat|add(?:ed|s|ing)?\\b|again|continu|went on|stress|earlier|previous|told|wrote|tweet",
}
KINDS = tuple(_STEMS)
_PATTERNS = {
    kind: re.compile(rf"\b(?:{' '.join(stems.split()).replace(' |', '|')})", re.I) for kind, stems in _STEMS.items()
}
#: "Not only", "no doubt", and the clause of a condition.
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|simply|necessarily|least)\b|\bno (?:doubt|wonder)\b|\b(?:if|unless)\b[^,.;:!?]*", re.I
)
_NOT = re.compile(r"\b(?:not|no|never|none|neither|nor|nobody|nothing|without|hardly)\b|n['’]t\b", re.I)


def find_cues(text: str, spans: Spans) -> dict[str, list[Span]]:
    """The words of each kind in some parts of a text."""
    found: dict[str, list[Span]] = {kind: [] for kind in KINDS}
    for start, end in spans:
        for kind, where in _matches(text, start, end):
            found[kind].append(where)
    return found


def _matches(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text, start, end):
            stop = match.end()
            while stop < end and (text[stop].isalnum() or text[stop] == "-"):
                stop += 1
            yield kind, Span(match.start(), stop)


def is_negative(words: str) -> bool:
    """Whether words hold a negation that is meant: not one of "not only", and none of a hypothesis."""
    return bool(_NOT.search(_NO_NEGATION.sub(" ", words)))
