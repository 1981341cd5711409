import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Article, Record
from sayso.pipeline import Reader

TEXT = """The old ferry will be sold, Transport Minister Maren Aske said on Monday.

“It has served us for forty years,” she told reporters. “It deserves a rest.”

It is not known who will buy it. The ferry is believed to be worth very little.

Aske said the shipyard doubts that the engine can be mended.
"""


@pytest.fixture(scope="module")
def record(reader: Reader) -> Record:
    return reader.read(Article(text=TEXT, ref="ferry.txt"))


def said_by(record: Record, words: str) -> str:
    """The name behind the first statement whose content has these words."""
    statement = next(s for s in record.statements if words in record.words(s.content))
    speaker = record.speaker(statement)
    return speaker.name if speaker else "?"


def test_pronoun_stands_for_the_minister_under_her_full_name(record: Record) -> None:
    assert said_by(record, "forty years") == "Maren Aske"


def test_content_in_two_pieces_is_one_statement(record: Record) -> None:
    statement = next(s for s in record.statements if "forty years" in record.words(s.content))
    assert record.words(statement.content) == "“It has served us for forty years,” … “It deserves a rest.”"
    assert statement.form == "direct"


def test_statement_without_source_is_nobody_known(record: Record) -> None:
    statement = next(s for s in record.statements if "worth very little" in record.words(s.content))
    speaker = record.speaker(statement)
    assert statement.source == ()
    assert speaker is not None
    assert (speaker.kind, speaker.name) == ("unknown", "")


def test_nested_statement_names_its_parent(record: Record) -> None:
    nested = next(s for s in record.statements if s.parent)
    parent = next(s for s in record.statements if s.id == nested.parent)
    assert "the engine can be mended" in record.words(nested.content)
    assert "doubts" in record.words(parent.content)


def test_json_has_every_field_of_the_contract(record: Record) -> None:
    made = record.to_json()
    assert list(made) == ["sayso", "article", "speakers", "statements", "relations"]
    assert list(made["article"]) == [
        "id", "ref", "url", "outlet", "title", "byline", "published", "language", "text",
    ]  # fmt: skip
    assert set(made["speakers"][0]) == {"id", "name", "kind", "offices", "wikidata", "mentions"}
    assert list(made["statements"][0]) == [
        "id", "speaker", "source", "cue", "content", "form", "act", "hedged", "hedge", "parent",
        "addressee", "venue", "said_on", "figures", "confidence",
    ]  # fmt: skip


def test_same_article_gives_the_same_bytes(reader: Reader) -> None:
    article = Article(text=TEXT, ref="ferry.txt")
    other = Article(text="“No,” said the mayor.")
    first = json.dumps(reader.read(article).to_json())
    reader.read(other)
    assert json.dumps(Reader().read(article).to_json()) == first


def test_statements_follow_the_text_with_nested_ones_after_their_parent(record: Record) -> None:
    outer = [s.content[0].start for s in record.statements if s.parent is None]
    assert outer == sorted(outer)
    places = {s.id: n for n, s in enumerate(record.statements)}
    assert all(places[s.parent] < n for n, s in enumerate(record.statements) if s.parent)


def test_article_of_any_length_is_read_to_its_end(reader: Reader) -> None:
    text = "\n\n".join([TEXT.strip()] * 40)
    record = reader.read(Article(text=text))
    assert record.statements[-1].content[-1].end > len(text) - 200


def test_one_endless_paragraph_is_read_to_its_end(reader: Reader) -> None:
    text = "The keeper said the lamp had failed. " * 600
    record = reader.read(Article(text=text))
    assert record.statements[-1].content[-1].end > len(text) - 50
    assert len({s.id for s in record.statements}) == len(record.statements)


@pytest.mark.parametrize("text", ["", " \n\n ", "said", "“", "\ud800 said \udfff", "a" * 5000, "😀 said 😀 that 😀"])
def test_odd_texts_are_read_without_an_error(reader: Reader, text: str) -> None:
    reader.read(Article(text=text))


WORDS = st.sampled_from(
    ["she", "said", "“", "”", '"', "that", "the minister", "denied", "Rehn", ",", ".", "\n\n", "😀", "according to"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS | st.text(max_size=8), max_size=60))
def test_every_span_lies_in_the_text_whatever_it_is(reader: Reader, parts: list[str]) -> None:
    record = reader.read(Article(text=" ".join(parts)))
    ids = {s.id for s in record.speakers}
    for statement in record.statements:
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(record.article.text)
        assert statement.speaker is None or statement.speaker in ids
        assert 0 <= statement.confidence <= 1


def test_what_a_statement_takes_up_is_related_to_it_and_is_not_the_writers() -> None:
    text = "The mayor of Eastport denied allegations that the old ferry was unsafe, and sailed home on it."
    record = Reader().read(Article(text))
    (relation,) = record.relations
    by_id = {statement.id: statement for statement in record.statements}
    assert (relation.kind, relation.basis, record.words(relation.evidence)) == ("disputes", "reported", "denied")
    assert by_id[relation.target].parent == relation.source
    taken_up = record.speaker(by_id[relation.target])
    assert taken_up is None or taken_up.kind == "unknown"
