"""How statements bear on one another: a gate and a decision, both small networks on the features of a pair.

The gate tells of most pairs that there is nothing between them; of the others a few networks, whose mean counts, tell
what. Statements of one article and of several are judged by weights of their own (`sayso.relate.features`,
docs/relations.md).
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from sayso.dense import Dense, Floats, softmax
from sayso.errors import ModelError
from sayso.relate.features import are_one, compare, is_turned
from sayso.relate.judge import KINDS, Judged, Pair
from sayso.relate.plain import judge_plainly

DATA = Path(str(files("sayso") / "data"))
WITHIN, ACROSS = "within", "across"
#: Kinds that need one party, and those that need two.
_OWN, _OTHERS = ("reverses", "repeats"), ("disputes", "supports", "responds")
#: Kinds whose two ends say the same.
_ALIKE = ("repeats", "supports")


class Comparer:
    """The model of relations, loaded once; raises `ModelError` where a file of it is missing or damaged."""

    def __init__(self, folder: Path = DATA) -> None:
        self._dense = Dense(folder / "relate.npz")
        try:
            self._settings = json.loads((folder / "relate.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"the model relate.json is missing or damaged ({type(error).__name__})") from error

    def judge(self, pairs: Sequence[Pair], *, across: bool = False) -> list[Judged | None]:
        """How pairs are related, None where they are not, or not likely; `across` for statements of two articles."""
        settings = self._settings[ACROSS if across else WITHIN]
        made: list[Judged | None] = []
        for pair, row in zip(pairs, self.weigh(pairs, across=across), strict=True):
            if plain := judge_plainly(pair):
                made.append(plain)
                continue
            kind = KINDS[1 + int(row[1:].argmax())]
            slope, offset, least = settings["kinds"][kind]
            share = float(np.clip(row[1:].max(), 1e-6, 1 - 1e-6))
            confidence = 1 / (1 + np.exp(-(slope * np.log(share / (1 - share)) + offset)))
            is_there = 1 - float(row[0]) >= settings["least"] and confidence >= least
            made.append(Judged(kind, round(float(confidence), 4)) if is_there else None)
        return made

    def weigh(self, pairs: Sequence[Pair], *, across: bool = False) -> Floats:
        """The shares [pairs, 6] of `KINDS`."""
        shares = np.zeros((len(pairs), len(KINDS)), np.float32)
        shares[:, 0] = 1
        if not pairs:
            return shares
        where = ACROSS if across else WITHIN
        features = np.stack([compare(*pair, across=across) for pair in pairs])
        with self._dense.one_thread():
            chances = softmax(self._dense.perceptron(f"{where}.gate", features))[:, 1]
            passed = np.flatnonzero(chances >= self._settings[where]["gate"])
            if len(passed):
                shares[passed] = self._decide(where, features[passed])
        if across:
            shares *= np.stack([_possible(pair) for pair in pairs])
            shares[:, 0] = 1 - shares[:, 1:].sum(1)
        return shares

    def _decide(self, where: str, inputs: Floats) -> Floats:
        networks = self._settings["networks"]
        found = [softmax(self._dense.perceptron(f"{where}.kinds{n}", inputs)) for n in range(networks)]
        mean: Floats = np.mean(found, 0, dtype=np.float32)
        return mean


def _possible(pair: Pair) -> Floats:
    """One for each kind that a pair of two articles may have: nobody disputes himself, repeats another, or repeats and
    supports what he says is not so.

    Within an article a spokesman may take back his ministry's words, and its own labels tell.
    """
    known = pair.later.party.key is not None and pair.earlier.party.key is not None
    left_out: tuple[str, ...] = () if not known else _OTHERS if are_one(*pair) else _OWN
    if is_turned(pair.later) != is_turned(pair.earlier):
        left_out += _ALIKE
    return np.array([float(kind not in left_out) for kind in KINDS], np.float32)
