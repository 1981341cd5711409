"""What the encoder reads of statements, and how they are judged by it."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sayso.attribute.tagger import Tagger
from sayso.model import Article
from sayso.pipeline import Reader
from sayso.relate.comparer import Comparer
from sayso.relate.inferred import list_pairs, sides_of
from sayso.relate.judge import KINDS, Pair
from sayso.relate.vectors import PARTS, read_statement


@dataclass
class Encoded:
    """Six subwords of three letters each, with a blank after each."""

    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.float16]


def encode(count: int = 6) -> Encoded:
    starts = np.arange(0, 4 * count, 4, dtype=np.int32)
    return Encoded(starts, starts + 3, np.arange(2 * count, dtype=np.float16).reshape(count, 2))


def test_a_part_is_the_mean_of_its_subwords_and_zero_where_there_is_none() -> None:
    told = {"source": [], "cue": [[4, 7]], "content": [[8, 15], [20, 23]]}
    found = read_statement(told, encode())
    assert found is not None
    assert np.allclose(found.reshape(len(PARTS), 2), [[0, 0], [2, 3], [20 / 3, 23 / 3]])


def test_a_text_without_vectors_is_not_read() -> None:
    assert read_statement({"source": [], "cue": [], "content": [[0, 3]]}, encode(0)) is None


def test_a_pair_is_judged_the_same_alone_and_among_others(reader: Reader) -> None:
    text = (
        "The school will be closed in March, Mayor Ada Lund said. The union of teachers called that a shame. "
        "“The school will be closed,” Lund repeated. Per Holm, a teacher, agreed with the mayor."
    )
    record = reader.read(Article(text)).to_json()
    pairs = list_pairs(sides_of(record, Tagger().analyse(text)))
    comparer = Comparer()
    together = comparer.weigh(pairs)
    assert together.shape == (len(pairs), len(KINDS))
    assert np.allclose(together.sum(1), 1, atol=1e-5)
    assert np.allclose(np.concatenate([comparer.weigh([pair]) for pair in pairs]), together, atol=1e-5)
    unread = [Pair(*(replace(side, vectors=None) for side in pair)) for pair in pairs]
    assert np.all(comparer.weigh(unread)[:, 0] == 1)
