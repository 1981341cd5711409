"""An encoder on trial (docs/relations.md): it is not in the product.

What one statement's words tell of another's: it follows from them, they contradict it, or neither; and how alike
they are.

A small encoder reads both contents in one sequence (a cross-encoder). It was trained on public sets of entailment and,
from a larger one's answers, on pairs of statements of news (`lab.train.compare`, docs/relations.md).
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from lab.train.compare import LABELS
from sayso.attribute.tokens import CLS, SEP, Tokenizer, Tokens
from sayso.dense import Floats, softmax
from sayso.errors import ModelError
from sayso.relate.sides import Side

Ints = npt.NDArray[np.int32]
#: Subwords of a content that are read at most: its beginning tells what it is about.
LONGEST = 64
#: How many numbers it tells of a pair.
READ = 3 * len(LABELS) + 1
#: Scores are some ten from end to end; the features beside them are about one.
_SCALE = 3


class Entailment:
    """The encoder, loaded once; raises `ModelError` where its file is missing or damaged."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        options = onnxruntime.SessionOptions()
        # One thread: articles are read side by side by processes, and the sums keep one order.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            # onnxruntime has a type of its own for each failure, and no common base.
            raise ModelError(f"the model {model.name} is missing or damaged ({type(error).__name__})") from error
        self._split = lru_cache(4096)(Tokenizer(tokenizer).split)

    def score(self, premise: str, hypothesis: str) -> Floats:
        """The scores of `LABELS`, and the likeness of both, as a cosine [4]."""
        ids, features = join(self._split(premise), self._split(hypothesis))
        scores: Floats = self._session.run(["scores"], {"ids": ids, "features": features})[0][0]
        return scores

    def read(self, later: Side, earlier: Side) -> Floats:
        """The scores of a pair, their probabilities, these as the sides' denials turn them, and likeness [10].

        What is said to be denied stands in the content as if it were said: where one side denies, and the other does
        not, following and contradicting change places.
        """
        *_, alike = told = self.score(earlier.said, later.said)
        scores = told[:-1]
        shares = softmax(scores[None])[0]
        turned = shares[[0, 2, 1]] if later.denies != earlier.denies else shares
        return np.concatenate([scores / _SCALE, shares, turned, [alike]]).astype(np.float32)


def join(premise: Tokens, hypothesis: Tokens) -> tuple[Ints, Ints]:
    """The ids [1, t] and features [3, t] of two texts in one sequence; the third feature tells which is which."""
    first, second = premise.ids[:LONGEST], hypothesis.ids[:LONGEST]
    ids = np.concatenate([[CLS], first, [SEP], second, [SEP]]).astype(np.int32)
    features = np.zeros((3, len(ids)), np.int32)
    features[0, 1 : 1 + len(first)] = premise.cases[:LONGEST]
    features[0, 2 + len(first) : -1] = hypothesis.cases[:LONGEST]
    features[2, 2 + len(first) :] = 1
    return ids[None], features
