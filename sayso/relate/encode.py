"""Statements as the encoder of relations reads them: subwords with marks, two in one sequence."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.attribute.tokens import CLS, SEP, Tokenizer
from sayso.relate.sides import Side

Ints = npt.NDArray[np.int32]
#: Subwords of a side at most.
LONGEST = 48
#: Marks of the role of a subword.
OTHER, CONTENT, CUE = 0, 1, 2


class Encoded(NamedTuple):
    """The subwords of a side, how each is written, and its role."""

    ids: Ints
    cases: Ints
    roles: Ints


def encode_side(side: Side, tokenizer: Tokenizer) -> Encoded:
    """A side's subwords; of a long one those of the name and the beginning."""
    tokens = tokenizer.split(side.text)
    roles = np.full(len(tokens), OTHER, np.int32)
    for role, spans in ((CONTENT, side.content), (CUE, side.cue)):
        for start, end in spans:
            roles[(tokens.starts >= start) & (tokens.ends <= end)] = role
    return Encoded(tokens.ids[:LONGEST], tokens.cases[:LONGEST], roles[:LONGEST])


def join(later: Encoded, earlier: Encoded) -> tuple[Ints, Ints]:
    """The ids [t] and marks [3, t] (case, role, which side) of a pair."""
    ids = np.concatenate([[CLS], later.ids, [SEP], earlier.ids, [SEP]]).astype(np.int32)
    marks = np.zeros((3, len(ids)), np.int32)
    for row, (one, other) in enumerate(((later.cases, earlier.cases), (later.roles, earlier.roles))):
        marks[row, 1 : 1 + len(one)] = one
        marks[row, 2 + len(one) : 2 + len(one) + len(other)] = other
    marks[2, 2 + len(later.ids) :] = 1
    return ids, marks
