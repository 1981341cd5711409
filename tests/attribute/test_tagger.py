"""What the tagger puts together of both levels."""

from sayso.attribute.tagger import without_repeats
from sayso.model import Attribution, Span

CUE, CONTENT = (Span(4, 8),), (Span(9, 20),)
OUTER = Attribution((), CUE, CONTENT)


def test_what_both_levels_found_is_told_once() -> None:
    nested = Attribution((), CUE, CONTENT, parent=1)
    other = Attribution((Span(0, 3),), CUE, CONTENT, parent=1)
    assert without_repeats([nested, other], [OUTER]) == [other]


def test_what_the_nested_level_found_twice_is_told_once() -> None:
    nested = Attribution((), CUE, CONTENT, parent=1)
    assert without_repeats([nested, nested], []) == [nested]
