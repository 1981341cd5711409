import pytest

from sayso.attribute.marks import find_quoted
from sayso.attribute.spans import find_form, says_something, to_characters, with_marks, without_marks
from sayso.attribute.tagger import DATA
from sayso.attribute.tokens import Tokenizer
from sayso.model import Span, Spans


def span(text: str, words: str) -> Spans:
    start = text.index(words)
    return (Span(start, start + len(words)),)


@pytest.mark.parametrize(
    ("text", "words", "full"),
    [
        ("“It rained,” he said.", "It rained", "“It rained,”"),
        ("“It rained”, he said.", "It rained", "“It rained”"),
        ('He said "it rained."', "it rained.", '"it rained."'),
        ("“It rained all day,” he said.", "It rained", "“It rained"),
        ("He said it rained “cats” again.", "it rained", "it rained"),
        ("“It rained.\n\n“And rained,” he said.", "It rained.", "“It rained."),
        ("He said it rained.", "it rained", "it rained"),
        ("He blamed the rain and a flood.", "the rain and a", "the rain"),
    ],
)
def test_content_takes_in_the_marks_at_its_edges(text: str, words: str, full: str) -> None:
    ((start, end),) = with_marks(span(text, words), text, list(find_quoted(text)))
    assert text[start:end] == full


def test_source_leaves_marks_at_its_edges_out() -> None:
    text = "” said Mr Gray, “"
    ((start, end),) = without_marks((Span(0, len(text)),), text)
    assert text[start:end] == "said Mr Gray"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("“In” campaigners", "“In” campaigners"),
        ("In” campaigners", "“In” campaigners"),
        ("friends of the “In”", "friends of the “In”"),
        ("“friends of the camp”", "friends of the camp"),
    ],
)
def test_marks_whose_partner_stands_inside_stay(given: str, kept: str) -> None:
    text = "“In” campaigners are friends of the “In” and “friends of the camp”, he said."
    at = text.index(given)
    ((start, end),) = without_marks((Span(at, at + len(given)),), text)
    assert text[start:end] == kept


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ("“It rained,” he said.", "“It rained,”", "direct"),
        ("He said it rained.", "it rained", "indirect"),
        ("He said it rained “cats and dogs”.", "it rained “cats and dogs”", "mixed"),
        ("He said: “It rained. It was", "“It rained. It was", "direct"),
    ],
)
def test_form_tells_how_much_is_quoted(text: str, content: str, form: str) -> None:
    assert find_form(span(text, content), text, list(find_quoted(text))) == form


@pytest.mark.parametrize(("content", "does"), [("the", False), ("to a", False), ("it", True), ("the flood", True)])
def test_content_of_articles_and_prepositions_says_nothing(content: str, does: bool) -> None:
    assert says_something((Span(0, len(content)),), content) is does


def test_piece_that_says_nothing_is_left_out() -> None:
    text = "It rained, he said. The"
    pieces = (*span(text, "It rained"), *span(text, "The"))
    assert with_marks(pieces, text, []) == span(text, "It rained")


@pytest.mark.parametrize("words", ["70-year-old", "60-day"])
def test_words_joined_by_hyphens_are_never_parted(words: str) -> None:
    text = f"The {words} baker said no"
    tokens = Tokenizer(DATA / "tokenizer.json").split(text)
    ((start, end),) = to_characters([(1, 2)], tokens, text)
    assert text[start:end] == words
