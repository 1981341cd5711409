"""RSS and Atom: an article for each entry with text."""

import io
from pathlib import Path

from sayso.errors import ReadError
from sayso.model import Article
from sayso.reading import read_articles

ENTRY = (
    "&lt;p&gt;The dam held, the &lt;b&gt;engineer&lt;/b&gt; said.&lt;/p&gt;"
    "&lt;p&gt;Nobody &amp;amp; nothing was lost.&lt;/p&gt;"
)
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Dam Daily</title>
<item><title>Dam holds</title><link>https://dam.example/1</link><dc:creator>Ada Finch and Bo Lund</dc:creator>
<pubDate>Sun, 10 Jan 2016 23:00:00 -0500</pubDate><description>{ENTRY}</description></item>
<item><title>Nothing here</title></item>
<item><title>Third</title><description>It rained, she said.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Dam Daily</title><entry><title>Dam holds</title>
<link href="https://dam.example/1"/><author><name>Ada Finch</name></author><updated>2016-01-10T12:00:00Z</updated>
<summary>Short.</summary>
<content type="html">&lt;p&gt;The dam held, the engineer said.&lt;/p&gt;</content></entry></feed>"""


def read_feed(feed: str | bytes) -> list[Article | ReadError]:
    return list(read_articles("-", stdin=io.BytesIO(feed if isinstance(feed, bytes) else feed.encode())))


def test_feed_entries_are_articles_and_an_empty_one_is_an_error() -> None:
    first, second, third = read_feed(RSS)
    assert first == Article(
        "The dam held, the engineer said.\n\nNobody & nothing was lost.",
        "-: entry 1",
        "https://dam.example/1",
        "Dam Daily",
        "Dam holds",
        ("Ada Finch", "Bo Lund"),
        "2016-01-10",
        "en",
    )
    assert str(second) == "-: entry 2: holds no text"
    assert isinstance(third, Article)


def test_atom_takes_the_content_before_the_summary() -> None:
    (article,) = read_feed(ATOM)
    assert isinstance(article, Article)
    assert article.text == "The dam held, the engineer said."
    assert (article.byline, article.published) == (("Ada Finch",), "2016-01-10")


def test_feed_cut_short_gives_the_entries_before_the_cut() -> None:
    first, *_ = read_feed(RSS[: RSS.index("<item><title>Third")])
    assert isinstance(first, Article)


def test_feed_without_entries_is_an_error() -> None:
    (problem,) = read_feed("<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert str(problem) == "-: the feed has no entries"


def test_feed_reads_no_file_and_unfolds_no_entity_bomb(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    feed = RSS.replace("<rss", f"<!DOCTYPE rss [<!ENTITY s SYSTEM 'file://{secret}'>{bomb}]><rss", 1)
    for outcome in read_feed(feed.replace("Dam holds", "&s; &e11;")):
        assert len(str(outcome)) < 10_000
        assert "password" not in str(outcome)
