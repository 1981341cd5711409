from pathlib import Path

import pytest

import sayso

PAGE = Path(__file__).parents[1] / "examples" / "harbour.html"


def test_read_takes_a_path() -> None:
    record = sayso.read(PAGE)
    assert record.article.outlet == "The Coast Courier"
    assert "Tomas Rehn" in {s.name for s in record.speakers}


def test_read_takes_a_text_by_keyword() -> None:
    record = sayso.read(text="“It rained,” the mayor said.", published="2026-03-12")
    assert record.article.published == "2026-03-12"
    assert record.words(record.statements[0].content) == "“It rained,”"


def test_reader_reads_many() -> None:
    articles = [sayso.Article(text=f"The mayor said it rained {n} times.") for n in ("two", "three")]
    records = list(sayso.Reader().read_many(articles))
    assert [r.article for r in records] == articles


def test_read_raises_an_error_that_names_the_input(tmp_path: Path) -> None:
    with pytest.raises(sayso.ReadError, match=r"gone\.html"):
        sayso.read(tmp_path / "gone.html")


def test_read_wants_exactly_one_of_source_and_text() -> None:
    with pytest.raises(sayso.UsageError):
        sayso.read()
    with pytest.raises(sayso.UsageError):
        sayso.read("a.html", text="b")


def test_source_of_several_articles_is_refused(tmp_path: Path) -> None:
    lines = tmp_path / "two.jsonl"
    lines.write_text('{"text": "The mayor said it rained."}\n{"text": "It snowed, she said."}\n')
    with pytest.raises(sayso.ReadError, match="several"):
        sayso.read(lines)


def test_public_names_are_exported_and_sorted() -> None:
    assert sayso.__all__ == sorted(sayso.__all__, key=str)
    assert all(hasattr(sayso, name) for name in sayso.__all__)
    with pytest.raises(AttributeError):
        sayso.nothing  # noqa: B018
