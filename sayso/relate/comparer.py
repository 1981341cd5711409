"""How statements bear on one another: small networks on what is known of a pair.

Pairs are judged by their features (`sayso.relate.features`) and by what the encoder reads of both statements in their
places (`sayso.relate.vectors`); for statements of several articles the ledger keeps a few numbers of that. Each
decision is the mean of a few networks (docs/relations.md).
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from sayso.dense import Dense, Floats, Ints, gelu, softmax
from sayso.errors import ModelError
from sayso.relate.features import are_one, compare_all, is_turned
from sayso.relate.judge import KINDS, Judged, Pair
from sayso.relate.plain import judge_plainly
from sayso.relate.sides import Side

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
            if plain := judge_plainly(pair, across=across):
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
        if not pairs:
            return np.zeros((0, len(KINDS)), np.float32)
        with self._dense.one_thread():
            return self._weigh_across(pairs) if across else self._weigh_within(pairs)

    def condense(self, vectors: Floats) -> Floats:
        """What a ledger keeps of the vectors [s, width] of statements, to compare them across articles [s, 64]."""
        with self._dense.one_thread():
            return gelu(self._dense.linear(f"{ACROSS}.read", vectors))

    def _weigh_within(self, pairs: Sequence[Pair]) -> Floats:
        """Statements of a text that is too long for the encoder's vectors to be kept have nothing between them."""
        shares = _none(len(pairs))
        vectors = {side.id: side.vectors for pair in pairs for side in pair if side.vectors is not None}
        rows = {id_: row for row, id_ in enumerate(vectors)}
        known = [n for n, pair in enumerate(pairs) if pair.later.id in rows and pair.earlier.id in rows]
        if known:
            features = compare_all([pairs[n] for n in known])
            later, earlier = (np.array([rows[pairs[n][end].id] for n in known]) for end in (0, 1))
            networks = range(self._settings["networks"])
            found = [
                self._read(f"{WITHIN}.{n}", features, np.stack([*vectors.values()]), later, earlier) for n in networks
            ]
            shares[known] = np.mean(found, 0, dtype=np.float32)
        return shares

    def _read(self, name: str, features: Floats, vectors: Floats, later: Ints, earlier: Ints) -> Floats:
        """One network's shares of pairs, whose statements are rows of `vectors`."""
        read = gelu(self._dense.linear(f"{name}.read", vectors))
        return softmax(self._dense.perceptron(f"{name}.kinds", _join(features, read[later], read[earlier])))

    def _weigh_across(self, pairs: Sequence[Pair]) -> Floats:
        features = compare_all(pairs, across=True)
        inputs = _join(features, *(np.stack([self._condensed(pair[end]) for pair in pairs]) for end in (0, 1)))
        networks = range(self._settings["networks"])
        found = [softmax(self._dense.perceptron(f"{ACROSS}.kinds{n}", inputs)) for n in networks]
        shares: Floats = np.mean(found, 0, dtype=np.float32)
        shares *= np.stack([_possible(pair) for pair in pairs])
        shares[:, 0] = 1 - shares[:, 1:].sum(1)
        return shares

    def _condensed(self, side: Side) -> Floats:
        """What is kept of a statement; zeros where nothing is, as of one that an older version read."""
        if side.condensed is not None:
            return side.condensed
        return np.zeros(len(self._dense[f"{ACROSS}.read.bias"]), np.float32)


def _join(features: Floats, one: Floats, other: Floats) -> Floats:
    """What is known of pairs, and what was read of the statements of each, as the networks want it."""
    return np.concatenate([features, one, other, one * other, np.abs(one - other)], 1)


def _none(count: int) -> Floats:
    """Shares of pairs between which there is nothing."""
    shares = np.zeros((count, len(KINDS)), np.float32)
    shares[:, 0] = 1
    return shares


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
