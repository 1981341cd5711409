"""What small networks are made of, in numpy: weights from a file, linear layers, norms, attention.

The networks beside the encoder are small, so they need no other engine. The mathematics is that of torch's layers, in
which they are trained.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from sayso.errors import ModelError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
EPSILON = 1e-5
#: Rows that attend at once, and how many around them they see: all, in an article of ordinary length.
BLOCK = 512
REACH = 512


class Dense:
    """The weights of a network by name, and the layers that are made of them; raises `ModelError` without a file."""

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path) as stored:
                self.weights: dict[str, Floats] = {k: stored[k].astype(np.float32) for k in stored.files}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the model {path.name} is missing or damaged ({type(error).__name__})") from error
        self._threads = ThreadpoolController()

    @contextmanager
    def one_thread(self) -> Iterator[None]:
        """One thread, as in the encoder: more of them cost time on arrays as small as these."""
        with self._threads.limit(limits=1, user_api="blas"):
            yield

    def __getitem__(self, name: str) -> Floats:
        return self.weights[name]

    def count(self, name: str) -> int:
        """How many numbered layers of this name there are."""
        return 1 + max(int(key.split(".")[1]) for key in self.weights if key.startswith(f"{name}."))

    def linear(self, name: str, x: Floats) -> Floats:
        """x W^T + b."""
        found: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return found

    def perceptron(self, name: str, x: Floats) -> Floats:
        """Two linear layers, 0 and 2, with a rectifier between them."""
        return self.linear(f"{name}.2", np.maximum(self.linear(f"{name}.0", x), 0))

    def norm(self, name: str, x: Floats) -> Floats:
        """Layer normalisation over the last axis."""
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)
        found: Floats = scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return found

    def attend(self, name: str, x: Floats, heads: int, same: Ints | None = None) -> Floats:
        """One pre-norm layer of attention among rows [m, width] (Vaswani et al. 2017), nearness by a learnt bias.

        Rows whose numbers in `same` are equal, and not negative, see each other with another bias.
        """
        m, width = x.shape
        joint = self.linear(f"{name}.qkv", self.norm(f"{name}.norm1", x)).reshape(m, 3, heads, -1)
        q, k, v = (joint[:, n].transpose(1, 0, 2) for n in range(3))
        mixed = np.empty((m, width), np.float32)
        for begin in range(0, m, BLOCK):
            here, there = slice(begin, begin + BLOCK), slice(max(0, begin - REACH), begin + BLOCK + REACH)
            scores = q[:, here] @ k[:, there].transpose(0, 2, 1) / np.sqrt(width / heads)
            shares = softmax(
                (scores + self._bias(name, np.arange(m)[here], np.arange(m)[there], same)).astype(np.float32)
            )
            mixed[here] = (shares @ v[:, there]).transpose(1, 0, 2).reshape(-1, width)
        x = x + self.linear(f"{name}.out", mixed)
        return x + self.linear(f"{name}.down", gelu(self.linear(f"{name}.up", self.norm(f"{name}.norm2", x))))

    def _bias(self, name: str, here: Ints, there: Ints, same: Ints | None) -> Floats:
        """What nearness, and being of one number, adds to scores [heads, here, there]."""
        table = self.weights[f"{name}.near.weight"]
        far = len(table) // 2
        near: Floats = table[np.clip(there[None] - here[:, None], -far, far) + far].transpose(2, 0, 1)
        if same is None:
            return near
        alike = (same[here, None] == same[None, there]) & (same[here, None] >= 0)
        found: Floats = near + np.where(alike[None], self.weights[f"{name}.same"][:, None, None], np.float32(0))
        return found


def softmax(scores: Floats) -> Floats:
    """Shares that add up to 1 over the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found


def sigmoid(x: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))), np.float32)


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, its error function by Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.sign(x) * (1 - series * np.exp(-z * z))
    found: Floats = (x * (1 + error) / 2).astype(np.float32)
    return found
