"""JSON Lines: the text character for character, and an error for each line that is no article."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import LanguageError, ReadError
from sayso.model import Article
from sayso.reading import Hints, read_articles

STORY = "The board of the mill met on Friday, and the chair said that it would not close before the winter. "
GERMAN = "Der Vorstand der Mühle trat am Freitag zusammen, und die Vorsitzende sagte, sie werde nicht schließen. "


def read_lines(*lines: str | bytes | dict[str, Any], hints: Hints | None = None) -> list[Article | ReadError]:
    data = b"\n".join(
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    )
    return list(read_articles("-", hints or Hints(), stdin=io.BytesIO(data)))


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: bool(text.strip())))
def test_lines_keep_any_text_character_for_character(text: str) -> None:
    (outcome,) = read_lines({"text": text})
    assert outcome.text == text if isinstance(outcome, Article) else isinstance(outcome, LanguageError)


def test_lines_keep_every_field_of_an_article() -> None:
    (article,) = read_lines(
        {
            "id": "a1",
            "text": STORY,
            "url": " https://mill.example/1\n",
            "outlet": "Mill Post",
            "title": "Mill stays",
            "byline": ["Ada Finch", "Bo Lund"],
            "published": "2016-01-10 12:00:32",
        }
    )
    assert article == Article(
        STORY, "a1", "https://mill.example/1", "Mill Post", "Mill stays", ("Ada Finch", "Bo Lund"), "2016-01-10", "en"
    )


def test_lines_take_a_string_for_a_byline_of_one() -> None:
    (article,) = read_lines({"text": STORY, "byline": "Ada Finch"})
    assert isinstance(article, Article)
    assert article.byline == ("Ada Finch",)


def test_lines_are_never_cleaned_or_mended() -> None:
    text = "Share Tweet Email\r\nthe boardâ€™s vote\n\nFollow us on Twitter"
    (article,) = read_lines({"text": text})
    assert isinstance(article, Article)
    assert article.text == text


def test_a_half_surrogate_becomes_a_sign_that_every_store_and_page_takes() -> None:
    (article,) = read_lines(r'{"text": "odd \ud800 sign", "title": "\udfff", "byline": "A\udc00", "id": "\ud83d"}')
    assert isinstance(article, Article)
    assert (article.text, article.title) == ("odd \ufffd sign", "\ufffd")
    assert (article.byline, article.ref) == (("A\ufffd",), "\ufffd")


def test_lines_keep_an_article_whose_date_is_none() -> None:
    (article,) = read_lines({"text": STORY, "published": "next week"})
    assert isinstance(article, Article)
    assert article.published is None


def test_lines_ignore_fields_of_the_wrong_type() -> None:
    (article,) = read_lines(
        {"text": STORY, "id": [1], "url": 5, "title": {}, "byline": [1, "Ada Finch"], "published": 9}
    )
    assert article == Article(STORY, "-:1", byline=("Ada Finch",), language="en")


def test_hints_fill_only_what_the_line_leaves_open() -> None:
    hints = Hints(url="https://h.example", outlet="Hint", title="Hinted", published="2 May 2016")
    (article,) = read_lines({"text": STORY, "outlet": "Mill Post"}, hints=hints)
    assert isinstance(article, Article)
    assert (article.url, article.outlet, article.title, article.published) == (
        "https://h.example",
        "Mill Post",
        "Hinted",
        "2016-05-02",
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "is not JSON"),
        ('{"text": "cut', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        ("[1, 2]", "is JSON, but not an object"),
        ("null", "is JSON, but not an object"),
        ("{}", 'has no "text"'),
        ('{"text": null}', 'has no "text"'),
        ('{"text": 3}', '"text" is not a string'),
        ('{"text": ""}', "holds no text"),
        ('{"text": " \\n\\u00a0"}', "holds no text"),
    ],
)
def test_reader_names_a_bad_line_and_goes_on(line: str | bytes, reason: str) -> None:
    first, bad, last = read_lines({"text": STORY}, line, {"text": STORY})
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, ReadError)
    assert (bad.ref, bad.reason) == ("-:2", reason)


def test_lines_in_another_language_are_refused_by_its_name() -> None:
    (problem,) = read_lines({"text": GERMAN * 4, "id": "x"})
    assert isinstance(problem, LanguageError)
    assert str(problem) == "-:1: written in German (de); only English is read"


def test_reader_says_once_that_json_over_several_lines_is_not_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps([{"text": STORY}], indent=1))
    (problem,) = read_articles(path)
    assert isinstance(problem, ReadError)
    assert "over several lines" in problem.reason


def test_reader_says_once_that_json_lines_are_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_bytes((json.dumps({"text": STORY}) + "\n").encode("utf-16"))
    (problem,) = read_articles(path)
    assert isinstance(problem, ReadError)
    assert "UTF-16" in problem.reason


def test_lines_after_a_byte_order_mark_and_blank_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": STORY}).encode() + b"\r\n\r\n  \n")
    (article,) = read_articles(path)
    assert isinstance(article, Article)


def test_reader_refuses_a_line_without_end_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.lines.MAX_DOCUMENT", 1000)
    problem, article = read_lines({"text": "x" * 5000}, {"text": STORY})
    assert isinstance(problem, ReadError)
    assert problem.reason.startswith("the line is longer")
    assert isinstance(article, Article)
    assert article.ref == "-:2"
