from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.tagger import DATA
from sayso.attribute.tokens import Tokenizer
from sayso.attribute.windows import OVERLAP, cut_windows

TOKENIZER = Tokenizer(DATA / "tokenizer.json")
PARAGRAPH = "The keeper of the lighthouse said the lamp had failed twice. "


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(OVERLAP + 2, 400))
def test_windows_keep_every_token_exactly_once(sentences: list[int], length: int) -> None:
    text = "\n\n".join(PARAGRAPH * n for n in sentences)
    tokens = TOKENIZER.split(text)
    windows = cut_windows(tokens, text, length)
    kept = [at for w in windows for at in range(w.keep_start, w.keep_end)]
    assert kept == list(range(len(tokens)))
    assert all(0 < w.end - w.start <= length for w in windows)
    assert all(w.start <= w.keep_start < w.keep_end <= w.end for w in windows)


def test_windows_do_not_part_a_colon_from_what_it_announces() -> None:
    text = "\n\n".join([PARAGRAPH * 3, "The keeper wrote in the log:", "“" + PARAGRAPH * 3])
    tokens = TOKENIZER.split(text)
    edges = [int(tokens.starts[w.start]) for w in cut_windows(tokens, text, 60)]
    assert text.index("The keeper wrote in the log") in edges
    assert text.index("“") not in edges


def test_windows_are_whole_paragraphs_where_they_fit() -> None:
    text = "\n\n".join([PARAGRAPH * 4] * 10)
    tokens = TOKENIZER.split(text)
    assert all(tokens.edges[w.start] == 1 for w in cut_windows(tokens, text, 150))
