"""What judges pairs of statements is asked, and what it answers."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, get_args

from sayso.dense import Floats
from sayso.model import RelationKind
from sayso.relate.sides import Side

#: What a decision tells of a pair.
KINDS = ("none", *get_args(RelationKind))


class Pair(NamedTuple):
    """A later statement and an earlier one."""

    later: Side
    earlier: Side


class Judged(NamedTuple):
    """The likeliest kind of relation of a pair, and the probability that this is right."""

    kind: RelationKind
    confidence: float


class Judge(Protocol):
    """Tells how pairs of statements are related."""

    def judge(self, pairs: Sequence[Pair], *, across: bool = False) -> list[Judged | None]:
        """The relation of each pair, None where there is none."""

    def condense(self, vectors: Floats) -> Floats:
        """What is kept of the vectors [s, width] of statements, to compare them with those of other articles."""
