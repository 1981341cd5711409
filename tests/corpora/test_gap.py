"""GAP's reader and score, on rows of our own and on the corpus."""

from dataclasses import replace
from pathlib import Path

import pytest

from lab.bench.gap import read_pronoun
from lab.gap import Answer, parse_pair, read_pairs, score
from sayso.errors import ReadError

TEXT = 'Anna Lund met Karin Berg. "Good," she said.'
ROW = f"own-1\t{TEXT}\tshe\t34\tAnna Lund\t0\tTRUE\tKarin Berg\t14\tFALSE\thttp://example.org\n"


def test_row_is_read_with_its_quotation_marks() -> None:
    pair = parse_pair(ROW)
    assert pair.text == TEXT
    assert [pair.text[slice(*span)] for span in (pair.pronoun, pair.a, pair.b)] == ["she", "Anna Lund", "Karin Berg"]
    assert (pair.is_a, pair.is_b, pair.gender) == (True, False, "feminine")


@pytest.mark.parametrize("row", [ROW.replace("\t34\t", "\t35\t"), ROW.replace("\thttp", " http")])
def test_damaged_row_is_an_error_that_names_it(row: str) -> None:
    with pytest.raises(ReadError, match="own-1"):
        parse_pair(row)


def test_score_is_the_f1_of_all_decisions() -> None:
    she = parse_pair(ROW)
    he = parse_pair(ROW.replace("she", "his"))
    pairs = [she, replace(she, id="2"), replace(he, id="3"), replace(he, id="4", is_a=False)]
    # Right, wrong name, no answer, and a name where there is none.
    answers = {"own-1": Answer(True, False), "2": Answer(False, True), "4": Answer(False, True)}
    found = score(pairs, answers)
    assert (found.overall.precision, found.overall.recall, found.overall.gold) == pytest.approx((1 / 3, 1 / 3, 3))
    assert found.feminine.f1 == pytest.approx(1 / 2)
    assert (found.masculine.f1, found.bias) == (0, 0)
    assert score(pairs[:3], {p.id: Answer(p.is_a, p.is_b) for p in pairs}).bias == 1


def test_rules_read_the_subject_before() -> None:
    reading = read_pronoun(parse_pair(ROW))
    assert (reading.answer, reading.known, reading.means) == (Answer(True, False), True, "Anna Lund")


def test_corpus_has_its_rows(shared: Path) -> None:
    development, validation = read_pairs(shared, "development"), read_pairs(shared, "validation")
    assert (len(development), len(validation)) == (2000, 454)
    assert not any(pair.is_a and pair.is_b for pair in development + validation)
    assert sum(pair.gender == "feminine" for pair in development) == 1000
