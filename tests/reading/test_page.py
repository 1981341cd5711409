"""HTML pages: the article and what the page says about it."""

import io

import pytest

from sayso.errors import LanguageError, ReadError
from sayso.model import Article
from sayso.reading import Hints, read_articles

HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mill stays open</title>
<meta property="og:title" content="Mill stays open"><meta property="og:site_name" content="The Mill Post">
<meta name="author" content="Ada Finch and Bo Lund"><link rel="canonical" href="https://mill.example/news/1">
<meta property="article:published_time" content="2016-03-08T23:30:00-05:00"></head>"""
BODY = """<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Mill stays open</h1>
<p>The board of the mill met on Friday, and the chair said that it would <b>not</b> close before the winter.</p>
<p>Advertisement</p>
<blockquote><p>“We have orders until March,” she told the workers who had come to the gate to hear her.</p></blockquote>
<p>The union had asked for three things, according to a letter that the board has since made public:</p>
<ul><li>a promise that nobody would be dismissed before the summer</li><li>a new roof above the dye house</li></ul>
<p>Nobody on the board would say whether the letter had been answered, and the union said it had not.</p>
<p>Follow Ada Finch on Twitter: @adafinch</p></article><footer>© 2016 The Mill Post</footer></body></html>"""
PAGE = HEAD + BODY


def read_page(page: str | bytes, hints: Hints | None = None, *, fast: bool = False) -> Article:
    data = page if isinstance(page, bytes) else page.encode()
    (article,) = read_articles("-", hints or Hints(), stdin=io.BytesIO(data), fast=fast)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("fast", [False, True])
def test_page_gives_paragraphs_quotations_and_lists_without_noise(fast: bool) -> None:
    text = read_page(PAGE, fast=fast).text
    assert text.split("\n\n") == [
        "The board of the mill met on Friday, and the chair said that it would not close before the winter.",
        "“We have orders until March,” she told the workers who had come to the gate to hear her.",
        "The union had asked for three things, according to a letter that the board has since made public:",
        "a promise that nobody would be dismissed before the summer",
        "a new roof above the dye house",
        "Nobody on the board would say whether the letter had been answered, and the union said it had not.",
    ]


def test_page_says_what_is_known_of_its_article() -> None:
    article = read_page(PAGE)
    assert (article.title, article.outlet, article.url) == (
        "Mill stays open",
        "The Mill Post",
        "https://mill.example/news/1",
    )
    assert (article.byline, article.published, article.language) == (("Ada Finch", "Bo Lund"), "2016-03-08", "en")


def test_hints_fill_what_the_page_leaves_open() -> None:
    hints = Hints(url="https://other.example/2", outlet="Other", title="Other title", published="2016-03-09")
    article = read_page("<html><body>" + BODY, hints)
    assert (article.url, article.outlet, article.published) == ("https://other.example/2", "Other", "2016-03-09")
    assert read_page(PAGE, hints).outlet == "The Mill Post"


def test_page_without_a_date_has_none() -> None:
    assert read_page("<html><body>" + BODY).published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_page_is_decoded_although_its_charset_lies(encoding: str) -> None:
    lying = PAGE.replace('charset="utf-8"', 'charset="koi8-r"' if encoding == "utf-8" else 'charset="utf-8"')
    assert "“We have orders until March,”" in read_page(lying.encode(encoding)).text


@pytest.mark.parametrize("charset", ["nonsense", "hex", "idna", "utf-16"])
def test_page_is_decoded_although_its_charset_is_none(charset: str) -> None:
    data = PAGE.replace('charset="utf-8"', f'charset="{charset}"').encode("cp1252")
    assert "“We have orders until March,”" in read_page(data).text


def test_page_with_broken_quotes_is_read() -> None:
    broken = PAGE.replace('content="Ada Finch and Bo Lund"', 'content="Ada Finch')
    assert "the union said it had not" in read_page(broken).text


def test_page_loses_only_the_characters_that_html_forbids() -> None:
    article = read_page(PAGE.replace("Mill stays open", "Mill \x1b[31mstays&#27;[2J &#x1f;open"))
    assert article.title == "Mill [31mstays[2J open"
    assert len(article.text.split("\n\n")) == 6


def test_page_in_another_language_is_refused_by_its_name() -> None:
    story = (
        "<p>Der Vorstand der Mühle trat am Freitag zusammen, und die Vorsitzende sagte, sie werde bleiben. Nr. %d.</p>"
    )
    page = (
        "<html lang='de'><body><article>" + "".join(story % number for number in range(9)) + "</article></body></html>"
    )
    (problem,) = read_articles("-", stdin=io.BytesIO(page.encode()))
    assert isinstance(problem, LanguageError)
    assert problem.reason == "written in German (de); only English is read"


def test_parser_that_fails_is_an_error_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    (problem,) = read_articles("-", stdin=io.BytesIO(PAGE.encode()))
    assert isinstance(problem, ReadError)
    assert problem.reason == "the page cannot be parsed (RecursionError)"
