"""Text -> the subwords that the encoder reads, with the features that lower-casing loses."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tokenizers

from sayso.attribute.marks import PARAGRAPH, find_quoted

WORD = re.compile(r"\w+")
SURROGATE = re.compile("[\ud800-\udfff]")

#: Values of the three features: how the word is written, whether it is quoted, where it stands.
CASES = ("lower", "capitalised", "capitals", "mixed")
QUOTED = ("outside", "quoted", "unclosed")
EDGES = ("inside", "first", "last")

#: The subwords before and after what the encoder reads.
CLS, SEP = 101, 102

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The subwords of one text, as parallel arrays of one length.

    `starts` and `ends` are code point offsets; `paragraphs` numbers the paragraph (line) of each.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    cases: Ints
    quoted: Ints
    edges: Ints
    paragraphs: Ints

    def __len__(self) -> int:
        return len(self.ids)


class Tokenizer:
    """WordPiece over lower-cased text, as the encoder was pretrained (tokenizers library)."""

    def __init__(self, path: Path) -> None:
        self._inner = tokenizers.Tokenizer.from_file(str(path))
        self._inner.no_padding()
        self._inner.no_truncation()

    def split(self, text: str) -> Tokens:
        """All subwords of a text of any length; nothing is cut off."""
        # Half a surrogate pair cannot be encoded; a stand-in keeps every offset where it was.
        encoding = self._inner.encode(SURROGATE.sub("\ufffd", text), add_special_tokens=False)
        ids = np.array(encoding.ids, dtype=np.int32)
        offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
        starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
        paragraphs = _number(starts, [m.start() for m in PARAGRAPH.finditer(text)])
        return Tokens(ids, starts, ends, _cases(text, starts), _quoted(text, starts), _edges(paragraphs), paragraphs)


def _number(starts: Ints, boundaries: list[int]) -> Ints:
    """For each token the number of the last boundary at or before it, -1 before the first."""
    return (np.searchsorted(np.array(boundaries, dtype=np.int32), starts, side="right") - 1).astype(np.int32)


def _cases(text: str, starts: Ints) -> Ints:
    words = [(m.start(), m.end(), _case(m.group())) for m in WORD.finditer(text)]
    if not words or not len(starts):
        return np.zeros(len(starts), dtype=np.int32)
    table = np.array(words, dtype=np.int32)
    at = np.searchsorted(table[:, 0], starts, side="right") - 1
    inside = (at >= 0) & (starts < table[at, 1])
    return np.where(inside, table[at, 2], 0).astype(np.int32)


def _case(word: str) -> int:
    if word.islower() or not (word[0].isupper() or any(map(str.isupper, word))):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and (word[1:].islower() or len(word) == 1) else 3


def _quoted(text: str, starts: Ints) -> Ints:
    values = np.zeros(len(starts), dtype=np.int32)
    for quoted in find_quoted(text):
        low, high = np.searchsorted(starts, (quoted.start, quoted.end))
        values[low:high] = 1 if quoted.closed else 2
    return values


def _edges(paragraphs: Ints) -> Ints:
    values = np.zeros(len(paragraphs), dtype=np.int32)
    if len(paragraphs):
        change = np.diff(paragraphs) != 0
        values[np.append(change, True)] = 2
        values[np.insert(change, 0, True)] = 1
    return values
