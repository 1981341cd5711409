"""How likely it is that a speaker is right: a logistic regression over what is known of a choice (Platt 1999).

It is fitted on articles that no model was trained on (`lab/train/sureness.py`).
"""

import json
from math import exp, log
from pathlib import Path

from sayso.errors import ModelError
from sayso.model import Attribution
from sayso.resolve.choices import Choice
from sayso.resolve.mentions import SORTS
from sayso.resolve.rules import SURE

#: Shares are kept so far off 0 and 1.
FLOOR = 1e-3
#: Sorts of mentions that are told apart.
GROUPS = {
    "person": "name", "organisation": "name", "group": "name", "name": "name", "joined": "name", "man": "pronoun",
    "woman": "pronoun", "many": "plural", "thing": "plural", "self": "self", "hearer": "self", "relative": "relative",
    "unnamed": "noun", "body": "noun", "people": "people", "document": "noun", "noun": "noun", "nobody": "nobody",
}  # fmt: skip
KINDS = tuple(dict.fromkeys(GROUPS.values()))
#: What the regression sees, in this order.
EVIDENCE = (
    "1",
    "log-odds of the walks",
    "log-odds of the attribution",
    "log-odds of its links",
    "lead over the next candidate",
    "log-odds of the rule",
    "log-odds of the name",
    "anchored",
    "anchored body",
    "the rule's party",
    "the rule's is another",
    "named",
    *KINDS,
)


class Sureness:
    """The regressions of one model: of the speaker alone, and of speaker and content together.

    `certain` is the probability below which a speaker is left open.
    """

    def __init__(self, path: Path) -> None:
        try:
            card = json.loads(path.read_text(encoding="utf-8"))
            self._speaker = [float(w) for w in card["speaker"]]
            self._statement = [float(w) for w in card["statement"]]
            self.certain = float(card["certain"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"the model {path.name} is missing or damaged ({type(error).__name__})") from error

    def of(self, choice: Choice, attribution: Attribution) -> tuple[float, float]:
        """The two probabilities."""
        values = evidence(choice, attribution)
        return _logistic(self._speaker, values), _logistic(self._statement, values)


def evidence(choice: Choice, attribution: Attribution) -> list[float]:
    """The values of `EVIDENCE`."""
    group = GROUPS[SORTS[choice.sort]]
    anchored = choice.plain
    kind = choice.found.party.kind if choice.found.party else ""
    return [
        1.0,
        0.0 if anchored else log_odds(choice.probability),
        log_odds(attribution.confidence),
        log_odds(attribution.linked) if attribution.source else 0.0,
        0.0 if anchored else log(max(choice.probability, FLOOR) / max(_second(choice), FLOOR)),
        log_odds(SURE.get(choice.found.rule, 0.5)) if anchored or choice.agreed else 0.0,
        log_odds(choice.name) if anchored else 0.0,
        float(anchored),
        float(anchored and kind == "organisation"),
        float(choice.agreed and not anchored),
        float(choice.other and not anchored),
        float(kind in ("person", "organisation")),
        *(float(group == name) for name in KINDS),
    ]


def _second(choice: Choice) -> float:
    """The share of the best candidate that was not chosen."""
    return max((share for party, share in choice.candidates if party is not choice.found.party), default=0.0)


def log_odds(probability: float) -> float:
    """ln(p / (1 - p)), with p kept off 0 and 1."""
    p = min(max(probability, FLOOR), 1 - FLOOR)
    return log(p / (1 - p))


def _logistic(weights: list[float], values: list[float]) -> float:
    total = sum(w * v for w, v in zip(weights, values, strict=True))
    return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))
