from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.tagger import DATA
from sayso.attribute.tokens import CASES, EDGES, QUOTED, Tokenizer

TOKENIZER = Tokenizer(DATA / "tokenizer.json")


def features(text: str, which: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    tokens = TOKENIZER.split(text)
    values = getattr(tokens, which)
    return [(text[s:e], names[v]) for s, e, v in zip(tokens.starts, tokens.ends, values, strict=True)]


def test_case_of_a_word_reaches_all_its_pieces() -> None:
    assert features("Ada saw NATO at McBay", "cases", CASES)[:4] == [
        ("Ada", "capitalised"),
        ("saw", "lower"),
        ("NATO", "capitals"),
        ("at", "lower"),
    ]
    assert {case for word, case in features("a McBay", "cases", CASES) if word != "a"} == {"mixed"}


def test_quoted_tells_closed_from_unclosed_quotations() -> None:
    found = dict(features("“Go,” she said. “Stay", "quoted", QUOTED))
    assert (found["Go"], found["said"], found["Stay"]) == ("quoted", "outside", "unclosed")


def test_edges_mark_first_and_last_token_of_each_paragraph() -> None:
    found = features("One two three\n\nfour five six", "edges", EDGES)
    assert [word for word, edge in found if edge == "first"] == ["One", "four"]
    assert [word for word, edge in found if edge == "last"] == ["three", "six"]


def test_half_surrogates_keep_every_offset_in_place() -> None:
    text = "a \ud800 cat"
    tokens = TOKENIZER.split(text)
    assert text[tokens.starts[-1] : tokens.ends[-1]] == "cat"


@given(st.text(max_size=300))
def test_tokens_of_any_text_lie_in_it_and_in_order(text: str) -> None:
    tokens = TOKENIZER.split(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))
    assert list(tokens.starts) == sorted(tokens.starts)
    assert not len(tokens) or tokens.paragraphs.min() >= 0
