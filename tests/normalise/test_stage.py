"""The stage with its model, on texts of our own: what stands behind each statement."""

from collections.abc import Iterator

import pytest

from sayso.model import Article, Record, Statement
from sayso.pipeline import Reader

TEXT = """Harbour board denies silt warning

Mayor Ilse Brandt told reporters on Tuesday that the harbour would need about 300 dredging runs a week.

"We will not close the harbour," she said. She urged the board to publish its report.

The board's chairman, Otto Lind, denied the claim. "There was no warning," he wrote on Twitter last week.

Ferry captain Ada Moor said in an interview with the Coast Herald that the silt may reach the quay by May.

"Who will pay for all this?" asked Nils Berg, a fisherman.
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def record(reader: Reader) -> Record:
    return reader.read(Article(TEXT, published="2024-03-06"))


def find(record: Record, words: str) -> Statement:
    return next(s for s in record.statements if words in record.words(s.content))


def test_a_listener_is_named(record: Record) -> None:
    told = find(record, "300 dredging runs").saying.addressee
    assert told is not None
    assert told.name == "reporters"
    assert TEXT[slice(*told.span)] == "reporters"


def test_days_of_a_saying(record: Record) -> None:
    first, last = (find(record, words).saying.said_on for words in ("300 dredging runs", "There was no warning"))
    assert first is not None
    assert last is not None
    assert (first.first, first.last) == ("2024-03-05", "2024-03-05")
    assert (last.first, last.last) == ("2024-02-26", "2024-03-03")


def test_occasions(record: Record) -> None:
    wrote, said = (find(record, words).saying.venue for words in ("There was no warning", "the silt may reach"))
    assert wrote is not None
    assert said is not None
    assert wrote.text == "Twitter"
    assert said.text == "an interview with the Coast Herald"


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("We will not close", "promise"),
        ("to publish its report", "urge"),
        ("the claim", "deny"),
        ("Who will pay", "ask"),
    ],
)
def test_acts(record: Record, words: str, act: str) -> None:
    assert find(record, words).saying.act == act


def test_hedges_stand_on_their_words(record: Record) -> None:
    said = find(record, "the silt may reach").saying
    assert said.hedged
    assert "may" in [TEXT[slice(*span)] for span in said.hedge]
    sure = find(record, "There was no warning").saying
    assert not sure.hedged
    assert sure.hedge == ()


def test_figures_of_a_statement_and_of_the_article(record: Record) -> None:
    (figure,) = find(record, "300 dredging runs").saying.figures
    assert (figure.low, figure.high, figure.unit, figure.per, figure.approx) == (300, 300, "dredging run", "week", True)
    assert figure in record.figures


def test_every_span_lies_in_the_text_and_holds_its_words(record: Record) -> None:
    for saying in (s.saying for s in record.statements):
        for span in _spans(saying.to_json()):
            assert 0 <= span[0] < span[1] <= len(TEXT)
        if saying.venue:
            assert saying.venue.text == " ".join(TEXT[slice(*saying.venue.span)].split())
        for figure in saying.figures:
            assert figure.text == TEXT[slice(*figure.span)]


def _spans(value: object) -> Iterator[list[int]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "span":
                yield inner
            elif key == "hedge":
                yield from inner
            else:
                yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def test_without_a_day_of_publication_weekdays_stay_unknown(reader: Reader) -> None:
    record = reader.read(Article(TEXT))
    assert all(s.saying.said_on is None for s in record.statements)


@pytest.mark.parametrize("text", ["", " \n ", "“", "Said.", "He said.", "said said said", "x" * 5000])
def test_odd_texts_do_no_harm(reader: Reader, text: str) -> None:
    reader.read(Article(text, published="not a day"))


def test_the_figures_of_a_statement_stay_when_a_sentence_comes_elsewhere(reader: Reader, record: Record) -> None:
    longer = reader.read(Article(TEXT + "\nThe evening was calm.\n", published="2024-03-06"))
    assert find(longer, "300 dredging runs").saying.figures == find(record, "300 dredging runs").saying.figures
