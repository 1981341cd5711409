"""Tags of names -> names: the best stretches of whole words, and the same name wherever it returns.

The model tags subwords one by one. What holds of names as wholes is added here: a name begins and ends with words that
have a capital or a digit; the words of one name are of one kind; and what was a name in one place of an article is one
in all.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
import numpy.typing as npt

from sayso.attribute.tokens import Tokens
from sayso.model import Named, NameKind

Floats = npt.NDArray[np.float32]
#: A word with what holds it together: "Yun-fat", "O’Hara", "J.P", "R&B".
WHOLE = re.compile(r"\w+(?:(?:[-.&]|['’](?=[A-Z]))\w+)*")
KINDS: tuple[NameKind, ...] = get_args(NameKind)
TAGS = 1 + 2 * len(KINDS)
#: follows[a, b]: tag b may stand after tag a: the rest of a name only after its beginning or its rest.
FOLLOWS = np.array([[not (b and b % 2 == 0) or a in (b - 1, b) for b in range(TAGS)] for a in range(TAGS)], dtype=bool)
LOG_FOLLOWS = np.where(FOLLOWS, 0.0, -1e9)
#: How sure a name must be, on the mean over its places, to be one in all places where its words stand.
KNOWN = 0.6
#: Words that a name may begin with though they have no capital.
SMALL = frozenset({"de", "da", "del", "van", "von", "al", "el", "bin", "ibn", "e", "i"})

#: What may stand right behind a name, and the rest of a word that is broken by anything else.
MARKS = frozenset("’'\"”“‘.,;:!?)]}([{…–—-/&%*|<>=+@#_«»")
#: Short for something, at the end of a name: its full stop is its own.
SHORT = re.compile(r"(?:\b(?:[A-Z]\.)+[A-Z]|\b(?:Jr|Sr|Inc|Co|Corp|Ltd))$")
REST = re.compile(r"[^\s’'\"”“‘.,;:!?()\[\]{}…–—/&%*|<>=+@#]*\w")

#: A name as the places [first, last) of words, with its kind and its probability.
Found = tuple[int, int, int, float]


def find_names(tags: Floats, tokens: Tokens, text: str) -> list[Named]:
    """The names of a text in order; `tags` [t, 9] are probabilities: 0 outside, 1 + 2k a name's first subword, 2 + 2k
    the rest, k in the order of `KINDS`.
    """
    spans = [match.span() for match in WHOLE.finditer(text)] if len(tokens) else []
    if not spans:
        return []
    words = [text[start:end] for start, end in spans]
    shares = _word_shares(tags, tokens, spans)
    found = [trimmed for name in _read(shares) if (trimmed := _trimmed(name, words))]
    found = _everywhere(_of_one_kind(found, words), words, shares)
    return [
        Named(spans[first][0], _end(text, spans[last - 1][1]), KINDS[kind], round(sure, 4))
        for first, last, kind, sure in sorted(found)
    ]


def _end(text: str, end: int) -> int:
    """Where a name ends: behind the full stop of "U.S." and "Jr.", and behind what stands of its last word after a
    sign that belongs to no text (a broken letter).
    """
    if SHORT.search(text, max(0, end - 12), end) and text[end : end + 1] == ".":
        return end + 1
    if end == len(text) or text[end].isspace() or text[end] in MARKS:
        return end
    match = REST.match(text, end)
    return match.end() if match else end


def _word_shares(tags: Floats, tokens: Tokens, spans: Sequence[tuple[int, int]]) -> Floats:
    """Probabilities by word [w, 9]: of its first subword, which alone tells whether a name begins."""
    first = np.searchsorted(tokens.ends, [start for start, _ in spans], side="right")
    found: Floats = tags[np.minimum(first, len(tags) - 1)]
    return found


def _read(shares: Floats) -> Iterator[Found]:
    """The names of the best sequence of tags that obeys `FOLLOWS` (Viterbi)."""
    path = _best_path(shares)
    at = 0
    while at < len(path):
        end = at + 1
        if path[at]:
            kind = (int(path[at]) - 1) // 2
            while end < len(path) and path[end] == 2 * kind + 2:
                end += 1
            yield at, end, kind, float((shares[at:end, 2 * kind + 1] + shares[at:end, 2 * kind + 2]).mean())
        at = end


def _best_path(shares: Floats) -> npt.NDArray[np.int64]:
    path: npt.NDArray[np.int64] = shares.argmax(axis=1)
    # Only what stands beside a breach of the rules is searched; the likeliest tags stay elsewhere.
    breach = np.flatnonzero(~FOLLOWS[path[:-1], path[1:]])
    if path[0] and path[0] % 2 == 0:
        path[0] -= 1
    done = -1
    for at in breach.tolist():
        if at < done:
            continue
        low, high = at, at + 1
        while low > 0 and path[low]:
            low -= 1
        while high < len(path) - 1 and path[high]:
            high += 1
        path[low : high + 1] = _viterbi(np.log(np.maximum(shares[low : high + 1], 1e-6)))
        done = high
    return path


def _viterbi(logs: npt.NDArray[np.floating]) -> npt.NDArray[np.int64]:
    score = logs[0] + LOG_FOLLOWS[0]
    back = np.zeros(logs.shape, np.int64)
    for n in range(1, len(logs)):
        total = score[:, None] + LOG_FOLLOWS
        back[n] = total.argmax(axis=0)
        score = total.max(axis=0) + logs[n]
    best = [int(score.argmax())]
    for n in range(len(logs) - 1, 0, -1):
        best.append(int(back[n, best[-1]]))
    return np.array(best[::-1], np.int64)


def _trimmed(name: Found, words: Sequence[str]) -> Found | None:
    """The name without small words at its ends; None where nothing is left."""
    first, last, kind, sure = name
    while last > first and not _tells(words[last - 1]):
        last -= 1
    while first < last and not _tells(words[first]) and words[first] not in SMALL:
        first += 1
    return (first, last, kind, sure) if last > first else None


def _tells(word: str) -> bool:
    """Whether a word can begin or end a name."""
    return not word.islower() or word[0].isdigit()


def _of_one_kind(found: Sequence[Found], words: Sequence[str]) -> list[Found]:
    """The names, those of the same words of one kind: that for which most speaks."""
    votes: defaultdict[tuple[str, ...], Floats] = defaultdict(lambda: np.zeros(len(KINDS), np.float32))
    for first, last, kind, sure in found:
        votes[tuple(words[first:last])][kind] += sure
    return [(first, last, int(votes[tuple(words[first:last])].argmax()), sure) for first, last, _, sure in found]


def _everywhere(found: Sequence[Found], words: Sequence[str], shares: Floats) -> list[Found]:
    """The names, and the same words where they stand untagged."""
    sure: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
    kinds: dict[tuple[str, ...], int] = {}
    for first, last, kind, probability in found:
        sure[tuple(words[first:last])].append(probability)
        kinds[tuple(words[first:last])] = kind
    known: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(kinds, key=len, reverse=True):
        if np.mean(sure[key]) >= KNOWN and len(key[0]) > 1:
            known[key[0]].append(key)
    taken = np.zeros(len(words), bool)
    for first, last, *_ in found:
        taken[first:last] = True
    more: list[Found] = []
    for at, word in enumerate(words):
        for key in known.get(word, ()) if not taken[at] else ():
            end = at + len(key)
            if tuple(words[at:end]) == key and not taken[at:end].any():
                seen = float(1 - shares[at:end, 0].mean())
                more.append((at, end, kinds[key], max(seen, float(np.mean(sure[key])) / 2)))
                taken[at:end] = True
                break
    return [*found, *more]
