"""Files, folders and streams of every kind; each bad one is one error and ends nothing."""

import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import LanguageError, ReadError
from sayso.model import Article
from sayso.reading import Hints, read_articles, read_text

STORY = "The board of the mill met on Friday, and the chair said that it would not close before the winter."
PAGE = (
    "<html lang='en'><head><title>Mill stays open</title></head><body><article>"
    + "".join(f"<p>{STORY} This was vote number {number}.</p>" for number in range(1, 9))
    + "</article></body></html>"
)


def read_bytes(data: bytes) -> Article | ReadError:
    (outcome,) = read_articles("-", stdin=io.BytesIO(data))
    return outcome


def reason_of(data: bytes) -> str:
    outcome = read_bytes(data)
    assert isinstance(outcome, ReadError)
    assert outcome.ref == "-"
    assert "\n" not in str(outcome)
    return outcome.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF, which is not read"),
        (b"PK\x03\x04....", "is a zip archive or office document, which is not read"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (bytes(range(256)) * 4, "is binary data, not text"),
        (b"text with \0 in it", "is binary data, not text"),
        (b"\x1f\x8b", "the gzip data is cut short"),
        (b"\x1f\x8bnonsense that is no gzip", "the gzip data is damaged"),
        (gzip.compress(STORY.encode())[:-12], "the gzip data is cut short"),
        (b"<?xml version='1.0'?><stock><item/></stock>", "is XML, but neither RSS nor Atom nor a page"),
        (b"Advertisement\n\nShare Tweet Email\n", "holds no text"),
        (b"<html><head><title>x</title></head><body></body></html>", "no article was found in the page"),
        (b"<html><body>" + b"<div>" * 10_000 + b"deep", "no article was found in the page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reader_says_why_an_input_cannot_be_read(data: bytes, reason: str) -> None:
    assert reason_of(data) == reason


def test_reader_refuses_a_text_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.streams.MAX_DOCUMENT", 1_000_000)
    assert reason_of(STORY.encode() * 20_000) == "is larger than 1 MB, too large for one document"


def test_reader_refuses_a_page_of_fifty_megabytes() -> None:
    assert reason_of(b"<html><body>" + b"<p>word</p>" * 5_000_000) == "is larger than 5 MB, too large for one document"


def test_reader_refuses_a_gzip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.streams.HARMLESS", 100_000)
    bomb = gzip.compress(b'{"text": "' + b"a" * 5_000_000)
    assert reason_of(bomb) == "the gzip data unpacks to more than 200 times its size"


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text().map(str.encode))
@pytest.mark.parametrize("prefix", [b"", b"<html>", b"<rss>", b"WARC/1.0\r\n", b'{"text":', b"\x1f\x8b\x08"])
def test_any_bytes_give_articles_or_read_errors(prefix: bytes, data: bytes) -> None:
    for outcome in read_articles("-", stdin=io.BytesIO(prefix + data)):
        assert isinstance(outcome, Article | ReadError)


@pytest.mark.parametrize("name", ["gone.txt", "a\0b", "n" * 5000, "ftp://mill.example/x", "http://[broken"])
def test_reader_names_what_is_not_there(name: str) -> None:
    (problem,) = read_articles(name)
    assert isinstance(problem, ReadError)
    assert problem.ref == name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_decoded_from_any_common_encoding(encoding: str) -> None:
    text = f"“{STORY}” – it’s what she said."
    article = read_bytes(text.encode(encoding))
    assert isinstance(article, Article)
    assert article.text == text


def test_text_keeps_curly_quotes_and_ligatures_and_loses_mojibake() -> None:
    article = read_text("The boardâ€™s “ﬁnal” vote, the chair said, was “it’s off”.\r\nNobody spoke.")
    assert article.text == "The board’s “ﬁnal” vote, the chair said, was “it’s off”.\nNobody spoke."


def test_text_keeps_control_characters_as_data() -> None:
    text = "The chair\x1b[31m said that the vote was\x07 lost."
    assert read_text(text).text == text


def test_text_by_keyword_takes_hints() -> None:
    article = read_text(STORY, Hints(outlet="Mill Post", published="Jan. 5, 2016"), ref="note")
    assert (article.outlet, article.published, article.ref) == ("Mill Post", "2016-01-05", "note")


def test_short_text_is_not_refused_for_its_language() -> None:
    article = read_bytes(b"Schluss jetzt, Donald Trump")
    assert isinstance(article, Article)
    assert article.language is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Le conseil a voté lundi contre la fermeture de la bibliothèque, a déclaré la maire devant les habitants. ",
            "French (fr)",
        ),
        (
            "El consejo votó el lunes en contra del cierre de la biblioteca, dijo la alcaldesa ante los vecinos. ",
            "Spanish (es)",
        ),
        (
            "Городской совет проголосовал в понедельник против закрытия библиотеки, сообщила мэр жителям. ",
            "Russian (ru)",
        ),
    ],
)
def test_text_in_another_language_is_refused_by_its_name(text: str, name: str) -> None:
    outcome = read_bytes((text * 4).encode())
    assert isinstance(outcome, LanguageError)
    assert outcome.reason == f"written in {name}; only English is read"


def test_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".hidden.txt", ".git/three.txt", "b/one.html", "c.bin"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE if name.endswith("html") else "\0" if name.endswith("bin") else STORY)
    outcomes = list(read_articles(tmp_path))
    names = [str(Path(outcome.ref or "").relative_to(tmp_path)) for outcome in outcomes]
    assert names == ["a.txt", "c.bin", "b/one.html", "b/two.txt"]
    assert [isinstance(outcome, Article) for outcome in outcomes] == [True, False, True, True]


def test_folder_without_files_is_an_error(tmp_path: Path) -> None:
    (problem,) = read_articles(str(tmp_path))
    assert isinstance(problem, ReadError)
    assert problem.reason == "the folder holds no files"


def test_gzip_is_known_by_its_content_and_may_have_several_members(tmp_path: Path) -> None:
    path = tmp_path / "named.txt"
    path.write_bytes(gzip.compress(STORY.encode()) + gzip.compress(b" Nobody, she said, disagreed."))
    (article,) = read_articles(path)
    assert isinstance(article, Article)
    assert article.text == STORY + " Nobody, she said, disagreed."


def test_json_lines_load_no_library_for_pages_feeds_or_the_web(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(f'{{"text": "{STORY}"}}\n')
    script = (
        "import sys; from sayso.reading import read_articles; print(len(list(read_articles(sys.argv[1]))), "
        "sorted({'trafilatura', 'feedparser', 'httpx', 'ftfy', 'numpy', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "1 []\n"
