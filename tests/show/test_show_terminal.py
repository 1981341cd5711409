"""The view for people: what stands where, at every width, on every kind of terminal."""

import io
import itertools
from dataclasses import replace

import pytest
from rich.cells import cell_len
from show_samples import ARTICLE, RECORD, STATEMENTS, make_record

from sayso.model import Record
from sayso.show.statements import order_statements
from sayso.show.terminal import TerminalView

FOX = "狐狸和狗在河边见面"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def show(*records: Record, width: int = 80, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    view = TerminalView(stream, width)
    for record in records:
        view.show(record)
    return stream.getvalue()


def test_the_view_of_an_article_reads_like_this() -> None:
    assert (
        show(RECORD, width=60)
        == """\
Night ferry to stop in March, says mayor
Harbour Herald · 5 March 2024 · Ada Finch, Jo Marsh
https://harbour-herald.example/news/2024/03/05/night-ferry

Maria Lindqvist, the mayor of Eastport · said       indirect
  The night ferry between Eastport and Hollin Island will
  stop at the end of March

Maria Lindqvist (she) · told                          direct
│ “The ferry loses two crowns for every crown it earns,” …
│ “and nobody rides it in March.”

Maria Lindqvist · added                                mixed
┆ that the harbour board had warned her that the pier “will
┆ not last another winter.”
  ╰ the harbour board · had warned                     mixed
    ┆ that the pier “will not last another winter.”

Tom Adeyemi, leader of the seamen’s union · said      direct
│ “They never asked us. We learnt of it from the radio, like
│ everybody else.
│
│ “My people have kept that boat running for thirty years,”

Eastport seamen’s union (The union) · estimates     indirect
  that 40 jobs would go

unattributed · was reported                         indirect
  that a buyer for the ship had been found

? (A man on the quay) · thought                      ? mixed
┆ it was “about time”

8 statements · 4 speakers · 1 unattributed · 1 unclear
"""
    )


@pytest.mark.parametrize("width", [10, 40, 47, 60, 80, 100, 300])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    long = make_record(f"“{'Unpronounceable' * 20} {FOX * 30}.”", title=FOX * 20, outlet="x" * 200)
    deep = [replace(s, id=str(n), parent=str(n - 1)) for n, s in enumerate(STATEMENTS * 4)]
    text = show(RECORD, long, replace(RECORD, statements=tuple(deep)), width=width)
    assert max(map(cell_len, text.splitlines())) <= max(40, min(width, 100))


def test_no_word_of_the_content_is_cut() -> None:
    words = [f"word{number}" for number in range(300)]
    shown = show(make_record(" ".join(words)), width=40).replace("│", " ").split()
    assert [word for word in shown if word.startswith("word")] == words


def test_lines_have_no_spaces_at_their_end() -> None:
    assert all(line == line.rstrip() for line in show(RECORD, width=52).splitlines())


def test_an_article_without_statements_says_so() -> None:
    assert show(replace(RECORD, statements=())).endswith("\n\nNo statements were found in this article.\n")


def test_an_article_without_facts_goes_by_what_it_has() -> None:
    bare = replace(ARTICLE, title=None, outlet=None, byline=(), published=None, url=None)
    assert show(replace(RECORD, article=bare)).startswith("ferry.html\n\nMaria")
    assert show(replace(RECORD, article=replace(bare, ref=None))).startswith("untitled\n\nMaria")


def test_a_date_that_is_none_is_shown_as_it_is() -> None:
    assert "Herald · in spring ·" in show(replace(RECORD, article=replace(ARTICLE, published="in spring")))


def test_between_articles_there_is_a_rule() -> None:
    text = show(RECORD, RECORD, width=40)
    assert text.count("\n\n" + "─" * 40 + "\n\nNight ferry") == 1


def test_statements_in_statements_stand_further_in_and_follow_their_parent() -> None:
    first, inner, innermost, _, other = STATEMENTS[:5]
    inner = replace(inner, parent=first.id)
    innermost = replace(innermost, parent=inner.id)
    order = order_statements((innermost, other, first, inner))
    assert [(level, s.id) for level, s in order] == [(0, "s5"), (0, "s1"), (1, "s2"), (2, "s3")]


def test_statements_that_go_round_in_a_circle_are_all_shown_once() -> None:
    a, b, c = (replace(s, parent=p) for s, p in zip(STATEMENTS, ("s2", "s1", "s3"), strict=False))
    assert sorted(s.id for _, s in order_statements((a, b, c))) == ["s1", "s2", "s3"]


@pytest.mark.parametrize(
    ("source", "name", "shown"),
    [
        ("he", "Tom Adeyemi", "Tom Adeyemi (he)"),
        ("Adeyemi", "Tom Adeyemi", "Tom Adeyemi"),
        ("Mr. Adeyemi’s", "Tom Adeyemi", "Tom Adeyemi"),
        ("Tom Adeyemi, a mate since 1990", "Tom Adeyemi", "Tom Adeyemi"),
        ("Mr. Adeyemi, who leads the union,", "Tom Adeyemi", "Tom Adeyemi"),
        ("the old sailor", "Tom Adeyemi", "Tom Adeyemi (the old sailor)"),
        ("Annette", "Ann", "Ann (Annette)"),
        ("[bold]he[/bold]", "[red]Tom[/red] :smile:", "[red]Tom[/red] :smile: ([bold]he[/bold])"),
    ],
)
def test_the_source_is_shown_where_it_says_more_than_the_name(source: str, name: str, shown: str) -> None:
    record = make_record(source)
    speaker = replace(record.speakers[0], name=name, offices=())
    statement = replace(record.statements[0], source=record.statements[0].content)
    text = show(replace(record, speakers=(speaker,), statements=(statement,)))
    assert text.splitlines()[4].removesuffix("direct").rstrip() == shown


def test_the_writer_of_an_article_without_a_byline_is_called_so() -> None:
    record = make_record("I")
    speaker = replace(record.speakers[0], name="", kind="author", offices=())
    statement = replace(record.statements[0], source=record.statements[0].content)
    assert "the writer (I)" in show(replace(record, speakers=(speaker,), statements=(statement,)))


def test_an_office_is_told_once() -> None:
    assert show(RECORD).count("the mayor of Eastport") == 1


def test_paragraphs_of_the_content_stay_apart() -> None:
    text = show(make_record("“One.\r\n \r\n\r\n“Two.\u2028“Three.”"))
    assert "│ “One.\n│\n│ “Two.\n│\n│ “Three.”\n" in text


def test_markup_escapes_and_hidden_characters_of_an_article_do_nothing() -> None:
    evil = "[red]A[/red] \x1b[31mB \x1b]8;;http://evil.example\x1b\\C\x07 \x9b2JD \u202eE\u2066 \ud800F\r"
    text = show(make_record(evil, title=evil, outlet=evil, byline=(evil,), url=evil), stream=Terminal())
    assert "[red]A[/red] B C D E �F" in text
    for letter in "\x07\x9b\r\u202e\u2066\ud800":
        assert letter not in text
    assert "\x1b[31m" not in text
    assert "evil.example" not in text


def test_an_escape_without_an_end_hides_nothing() -> None:
    assert "before 0;after" in show(make_record("“before \x1b]0;after”"))


def test_there_are_no_escapes_where_there_is_no_terminal() -> None:
    assert "\x1b" not in show(RECORD, RECORD)


def test_a_terminal_gets_colours_and_every_speaker_one_of_its_own() -> None:
    text = show(RECORD, stream=Terminal())
    names = ("Maria Lindqvist", "the harbour board", "Tom Adeyemi", "Eastport seamen’s union")
    for name, colour in zip(names, itertools.count(0)):
        assert f"\x1b[1;{(36, 32, 35, 33)[colour]}m{name}\x1b[0m" in text
    assert "\x1b[2munattributed\x1b[0m" in text


def test_quoted_words_are_in_italics_and_reported_words_are_not() -> None:
    text = show(RECORD, stream=Terminal())
    assert "\x1b[3m“The ferry loses" in text
    assert "that the pier \x1b[3m“will not last another winter.”\x1b[0m" in text
    assert "\x1b[3mthat 40 jobs" not in text


def test_no_color_and_a_dumb_terminal_are_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        assert "\x1b[1;36m" not in show(RECORD, stream=Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in show(RECORD, stream=Terminal())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "gbk"])
def test_an_encoding_without_the_glyphs_gets_the_nearest_ones(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    record = make_record("“Café … naïve — Ærø 狐 ½”", title="e\u0301tude")
    for width in (40, 80):
        TerminalView(stream, width).show(record)
        TerminalView(stream, width).show(RECORD)
    assert isinstance(stream.buffer, io.BytesIO)
    text = stream.buffer.getvalue().decode(encoding)
    if encoding == "ascii":
        assert '| "Cafe ... naive - ?r? ? 1/2"' in text
        assert text.startswith("etude\n")
