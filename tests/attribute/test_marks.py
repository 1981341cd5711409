import pytest

from sayso.attribute.marks import find_quoted


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” and left.", ["“no”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("She called it ``odd'' today.", ["``odd''"]),
        ("Sie sagte „nein“ heute.", ["„nein“ heute."]),
        ("Il dit «non» hier.", ["«non»"]),
        ("It’s the mayor’s idea.", []),
        ("", []),
    ],
)
def test_marks_of_every_style_are_paired(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“First we row.\n\n“Then we sail,” he said."
    assert [(text[q.start : q.end], q.closed) for q in find_quoted(text)] == [
        ("“First we row.", False),
        ("“Then we sail,”", True),
    ]


def test_closing_mark_without_opening_opens_nothing() -> None:
    assert quoted("was sound,” she said.") == []
