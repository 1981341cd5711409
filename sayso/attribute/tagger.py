"""The engine with the trained model: text -> attributions, nested ones with their parent.

One pass of the encoder a window serves every head. The model, its tokenizer and its calibration are package data;
running it needs onnxruntime and tokenizers alone.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from sayso.attribute.blocks import complete_blocks, join_run_ons, part_far_pieces
from sayso.attribute.decode import Floats, Found, Reading, find_attributions
from sayso.attribute.marks import Quoted, find_quoted
from sayso.attribute.names import KINDS, find_names
from sayso.attribute.spans import says_something, to_characters, with_marks, without_marks
from sayso.attribute.subjects import mend_sources
from sayso.attribute.tokens import CLS, SEP, Tokenizer, Tokens
from sayso.attribute.windows import Window, cut_windows
from sayso.errors import ModelError
from sayso.model import Attribution, Named

DATA = Path(str(files("sayso") / "data"))
OUTPUTS = ["tags0", "anchor0", "source0", "tags1", "anchor1", "source1", "names", "vectors"]
LEVELS = 2
#: Subwords of a text whose vectors are kept at most (some 40,000 words): a longer one has none.
KEPT = 60_000
#: Pieces of one endless paragraph that are decoded together: bounds memory, not the text.
TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one pass of the model makes of a text.

    `vectors` [t, width] are the encoder's, a middle layer's and the last one's side by side, of the subwords at
    [starts, ends) in code points; empty where the text is too long.
    """

    attributions: Sequence[Attribution]
    names: Sequence[Named]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.float16]


class Tagger:
    """The attribution model, loaded once and safe to use for any number of articles."""

    def __init__(self, model: Path = DATA / "attribute.onnx", card: Path = DATA / "attribute.json") -> None:
        self._tokenizer = Tokenizer(DATA / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        # One thread: articles are read side by side by processes, and the sums keep one order.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            settings = json.loads(card.read_text(encoding="utf-8"))
            self._weights: list[list[float]] = settings["calibration"]
        except Exception as error:
            # onnxruntime has a type of its own for each failure, and no common base.
            raise ModelError(f"the model {model.name} is missing or damaged ({type(error).__name__})") from error

    def analyse(self, text: str) -> Analysis:
        """The attributions, the names and the vectors of a text of any length.

        Attributions are in order of their content, then the nested ones; a nested one names its parent's place in the
        list, and one that lies in no other's content is dropped.
        """
        tokens, levels, names, vectors = self._read_all(text)
        starts, ends = (tokens.starts, tokens.ends) if len(vectors) else (tokens.starts[:0], tokens.ends[:0])
        return Analysis(self._attributions(text, tokens, levels), names, starts, ends, vectors)

    def find_attributions(self, text: str) -> list[Attribution]:
        """The attributions of a text alone."""
        tokens, levels, *_ = self._read_all(text)
        return self._attributions(text, tokens, levels)

    def _attributions(self, text: str, tokens: Tokens, levels: list[list[Found]]) -> list[Attribution]:
        quoted = list(find_quoted(text))
        build = partial(self._build, text, tokens, quoted)
        kept = [(found, made) for found in levels[0] if says_something((made := build(found, 0, None)).content, text)]
        parents = ((found, _parent(found, [whole for whole, _ in kept])) for found in levels[1] if found.cue)
        nested = [build(found, 1, parent) for found, parent in parents if parent is not None]
        outer = join_run_ons(complete_blocks([made for _, made in kept], text), text, quoted)
        # New outer ones go last: the nested name their parents by place.
        near, far = (found := part_far_pieces(outer, text))[: len(outer)], found[len(outer) :]
        told = [made for made in nested if says_something(made.content, text)]
        return mend_sources(near + without_repeats(told, near + far) + far, text)

    def find_spans(self, text: str) -> tuple[Tokens, list[list[Found]]]:
        """The tokens of a text and, for each level, what was found, as spans of tokens."""
        return self._read_all(text)[:2]

    def _read_all(self, text: str) -> tuple[Tokens, list[list[Found]], list[Named], npt.NDArray[np.float16]]:
        tokens = self._tokenizer.split(text)
        levels: list[list[Found]] = [[] for _ in range(LEVELS)]
        tags = np.zeros((len(tokens), 1 + 2 * len(KINDS)), np.float32)
        vectors: list[npt.NDArray[np.float16]] = []
        for group in _groups(cut_windows(tokens, text)):
            readings = []
            for window in group:
                reading, names, states = self._read(tokens, window)
                kept = slice(window.keep_start - window.start, window.keep_end - window.start)
                tags[window.keep_start : window.keep_end] = names[kept]
                if len(tokens) <= KEPT:
                    vectors.append(states[kept].astype(np.float16))
                readings.append(reading)
            for level in range(LEVELS):
                levels[level] += find_attributions([reading[level] for reading in readings])
        found = find_names(tags, tokens, text)
        return tokens, levels, found, np.concatenate(vectors) if vectors else np.zeros((0, 1), np.float16)

    def _read(self, tokens: Tokens, window: Window) -> tuple[list[Reading], Floats, Floats]:
        """The readings of each level, the tags of names [t, 9] and the vectors [t, width]."""
        here = slice(window.start, window.end)
        ids = np.empty((1, window.end - window.start + 2), np.int32)
        ids[0, 0], ids[0, -1] = CLS, SEP
        ids[0, 1:-1] = tokens.ids[here]
        features = np.zeros((3, ids.shape[1]), np.int32)
        features[:, 1:-1] = tokens.cases[here], tokens.quoted[here], tokens.edges[here]
        out = [o[0] for o in self._session.run(OUTPUTS, {"ids": ids, "features": features})]
        levels = [
            Reading(window, out[at][1:-1], np.stack([out[at + 1][1:-1, :-1], out[at + 2][1:-1, :-1]]))
            for at in range(0, 3 * LEVELS, 3)
        ]
        return levels, out[-2][1:-1], out[-1][1:-1]

    def _build(
        self, text: str, tokens: Tokens, quoted: list[Quoted], found: Found, level: int, parent: int | None
    ) -> Attribution:
        source, cue, content = (to_characters(s, tokens, text) for s in (found.source, found.cue, found.content))
        return Attribution(
            without_marks(source, text),
            without_marks(cue, text),
            with_marks(content, text, quoted),
            parent,
            _confidence(found, self._weights[level]),
            round(found.link_probability * found.source_probability, 4),
        )


def _groups(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows that must be decoded together: overlapping pieces of one paragraph; else one alone."""
    group: list[Window] = []
    for window in windows:
        if group and (window.start >= group[-1].end or len(group) == TOGETHER):
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _parent(found: Found, outer: Sequence[Found]) -> int | None:
    """The attribution whose content holds most of this one's, at least half of it."""
    best, most = None, 0.5 * sum(end - start for start, end in found.content)
    for number, candidate in enumerate(outer):
        shared = sum(max(0, min(e, end) - max(s, start)) for s, e in candidate.content for start, end in found.content)
        if shared > most:
            best, most = number, shared
    return best


def without_repeats(nested: Sequence[Attribution], outer: Sequence[Attribution]) -> list[Attribution]:
    """The nested attributions that both levels did not find, nor one level twice."""
    seen = {(made.source, made.cue, made.content) for made in outer}
    kept = []
    for made in nested:
        if (parts := (made.source, made.cue, made.content)) not in seen:
            seen.add(parts)
            kept.append(made)
    return kept


def _confidence(found: Found, weights: Sequence[float]) -> float:
    """The calibrated probability that content and source are right (logistic in three log-odds)."""
    total = sum(w * v for w, v in zip(weights, evidence(found), strict=True))
    return round(1 / (1 + math.exp(-total)), 4)


def evidence(found: Found) -> tuple[float, ...]:
    """What the confidence is made of: a constant, and the log-odds of tags, links and source."""
    values = (found.tag_probability, found.link_probability, found.source_probability)
    return (1.0, *map(log_odds, values))


def log_odds(probability: float) -> float:
    """ln(p / (1 - p)), with p kept off 0 and 1."""
    p = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
