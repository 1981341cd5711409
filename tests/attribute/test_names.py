"""Tags of names -> names of whole words."""

import numpy as np

from sayso.attribute.names import find_names
from sayso.attribute.tagger import DATA
from sayso.attribute.tokens import Tokenizer
from sayso.model import Named

TOKENIZER = Tokenizer(DATA / "tokenizer.json")


def tagged(text: str, *names: tuple[str, int]) -> list[Named]:
    """The names of a text whose subwords that begin in these words are tagged."""
    tokens = TOKENIZER.split(text)
    tags = np.zeros((len(tokens), 9), np.float32)
    tags[:, 0] = 0.6
    for words, kind in names:
        start = text.index(words)
        inside = np.flatnonzero((tokens.starts >= start) & (tokens.starts < start + len(words)))
        tags[inside, 2 * kind + 2] = 0.9
        tags[inside[0], 2 * kind + 1] = 0.95
    return find_names(tags, tokens, text)


def test_names_side_by_side_are_two() -> None:
    text = "Ada Lund Karl Brand"
    found = tagged(text, ("Ada Lund", 0), ("Karl Brand", 0))
    assert [text[n.start : n.end] for n in found] == ["Ada Lund", "Karl Brand"]


def test_a_kind_goes_with_its_name() -> None:
    assert [n.kind for n in tagged("Lund left Velmar Bank", ("Lund", 0), ("Velmar Bank", 1))] == [
        "person",
        "organisation",
    ]


def test_a_name_has_whole_words() -> None:
    text = "Nordkaiwerft said so."
    assert [text[n.start : n.end] for n in tagged(text, ("Nord", 1))] == ["Nordkaiwerft"]


def test_a_text_without_tags_has_no_names() -> None:
    assert tagged("It rained.") == []
