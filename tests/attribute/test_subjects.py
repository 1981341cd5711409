"""Sources that grammar rules out."""

import pytest

from sayso.attribute.subjects import mend_sources
from sayso.model import Attribution, Span


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    spans = []
    for words in (source, cue, content):
        start = text.index(words)
        spans.append((Span(start, start + len(words)),))
    return Attribution(*spans)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "mended"),
    [
        ("Karl Brand thanked the nurses who accused him of theft.", "Karl Brand", "accused", "him of theft", "who"),
        ("Karl Brand met aides who openly blamed him for it.", "Karl Brand", "blamed", "him for it", "who"),
        ("The nurse who said she was ill left.", "The nurse", "said", "she was ill", "The nurse"),
        ("The nurse, who said she was ill, left.", "The nurse", "said", "she was ill", "The nurse"),
        ("The nurses who said so were right.", "The nurses who", "said", "so", "The nurses who"),
        ("Karl Brand, who knew, denied that it rained.", "Karl Brand", "denied", "that it rained", "Karl Brand"),
    ],
)
def test_who_speaks_in_its_own_clause(text: str, source: str, cue: str, content: str, mended: str) -> None:
    (found,) = mend_sources([attribution(text, source, cue, content)], text)
    assert [text[start:end] for start, end in found.source] == [mended]


def test_what_has_no_cue_or_no_source_stays() -> None:
    bare = Attribution((), (Span(0, 3),), (Span(4, 9),))
    assert mend_sources([bare, Attribution((Span(0, 3),), (), ())], "a text of some words")[0] == bare


@pytest.mark.parametrize(
    ("between", "source", "content"),
    [
        ("\n\n", ["Young nurses"], ["that the ward may close"]),
        (" ", ["Karl Brand"], ["Young nurses", "that the ward may close"]),
    ],
)
def test_a_source_of_another_paragraph_gives_way_to_the_subject(
    between: str, source: list[str], content: list[str]
) -> None:
    text = f"Karl Brand left the hall.{between}Young nurses are concerned that the ward may close."
    whole = attribution(text, "Karl Brand", "are concerned", "that the ward may close")
    subject = attribution(text, "Karl Brand", "are concerned", "Young nurses").content
    (found,) = mend_sources([Attribution(whole.source, whole.cue, subject + whole.content)], text)
    assert [text[start:end] for start, end in found.source] == source
    assert [text[start:end] for start, end in found.content] == content


def test_a_source_of_a_later_paragraph_gives_way_too() -> None:
    text = "Young nurses are concerned that the ward may close.\n\nKarl Brand left the hall."
    whole = attribution(text, "Karl Brand", "are concerned", "that the ward may close")
    subject = attribution(text, "Karl Brand", "are concerned", "Young nurses").content
    (found,) = mend_sources([Attribution(whole.source, whole.cue, subject + whole.content)], text)
    assert [text[start:end] for start, end in found.source] == ["Young nurses"]
