"""Each speaker's reason: the rule, and the words that it rests on."""

from sayso.model import Article, Attribution, Reason, Span
from sayso.resolve import resolve_speakers

TEXT = (
    "Ada Lund, the mayor of Velmar, opened the bridge. She said it would last. "
    "Lund thanked the builders. The German foreign minister sent his regrets; nobody was blamed."
)


def reason(source: str, published: str | None = None) -> Reason:
    start = TEXT.rindex(source)
    span = Span(start, start + len(source))
    attribution = Attribution((span,), (), (Span(len(TEXT) - 7, len(TEXT)),))
    (found,) = resolve_speakers(Article(TEXT, published=published), [attribution]).reasons
    return found


def words(span: Span | None) -> str | None:
    return TEXT[span.start : span.end] if span else None


def test_a_pronoun_is_linked_to_the_mention_before_it() -> None:
    found = reason("She")
    assert "pronoun" in found.rule
    assert (words(found.mention), words(found.name)) == ("Ada Lund", "Ada Lund")


def test_a_surname_tells_where_the_full_name_stands() -> None:
    found = reason("Lund")
    assert words(found.name) == "Ada Lund"


def test_a_full_name_needs_no_other_mention() -> None:
    found = reason("Ada Lund")
    assert (found.rule, found.mention, words(found.name)) == ("full name", None, "Ada Lund")


def test_an_office_tells_its_row_of_the_table() -> None:
    found = reason("The German foreign minister", published="2007-05-01")
    assert found.office is not None
    assert found.office.startswith("foreign minister, Germany, 2005-12")


def test_what_is_left_open_says_so() -> None:
    assert reason("his").rule == "open"
    assert reason("nobody").rule == "own words, group"
