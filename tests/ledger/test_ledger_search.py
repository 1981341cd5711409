"""Finding statements, the same in both stores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import FERRY, Story, bridge, ferry, keep
from sqlalchemy import select

from sayso.errors import LedgerError, UsageError
from sayso.ledger.check import find_faults
from sayso.ledger.index import build_match
from sayso.ledger.ledger import Ledger
from sayso.ledger.query import find_hits, parse_query
from sayso.ledger.search import Filters, Page, search
from sayso.ledger.tables import speaker
from sayso.words import split_words, stem

FERRY_STOPS, LOSES, JOBS = "The night ferry will stop", "“The ferry loses", "about 40 jobs"
COSTS, ASKED, DECLINED = "A bridge to Hollin", "that the seamen had", "to comment on the price"


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    keep(ledger, ferry(), bridge())
    return ledger


def ask(ledger: Ledger, words: str | None, **filters: object) -> list[str]:
    """The beginnings of what is found."""
    return [answer.data["statement"]["text"] for answer in pages(ledger, words, **filters).answers]


def pages(ledger: Ledger, words: str | None, limit: int = 20, offset: int = 0, **filters: object) -> Page:
    with ledger.read() as connection:
        query = parse_query(words) if words else None
        return search(connection, query, Filters(**filters), limit, offset)  # type: ignore[arg-type]


def begins(found: list[str], *expected: str) -> bool:
    return len(found) == len(expected) and all(any(text.startswith(e) for text in found) for e in expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ferries", (FERRY_STOPS, LOSES)),  # another form of the word
        ("FERRY stops", (FERRY_STOPS,)),
        ('"night ferry"', (FERRY_STOPS,)),
        ('"ferry night"', ()),
        ("brid*", (COSTS, DECLINED)),
        ("ferry -night", (LOSES,)),
        ("ferry -\"dark months\"", (FERRY_STOPS,)),
        ("lindqvist bridge", (COSTS,)),  # the speaker's name and what is said
        ("adey* jobs", (JOBS,)),
        ("seamen zebra", ()),
        ('"maria lindqvist" crowns', (LOSES, COSTS)),
    ],
)  # fmt: skip
def test_words_find_statements(full: Ledger, words: str, expected: tuple[str, ...]) -> None:
    assert begins(ask(full, words), *expected)


def test_what_is_said_of_a_thing_comes_before_its_bare_name(ledger: Ledger) -> None:
    full, bare = "The lighthouse needs a keeper and a new lamp before the winter storms come", "lighthouse"
    story = Story(f"{full}, Ines Falk said. Per Holm mentioned the {bare} of Ellery.", url="https://herald.example/l")
    story.says("Ines Falk", full)
    at = story.article.text.rindex(bare)
    story.says("Per Holm", story.article.text[at : at + len("lighthouse of Ellery")])
    keep(ledger, story.record())
    assert ask(ledger, "lighthouse") == [full, "lighthouse of Ellery"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"speaker": "lindqvist"}, (FERRY_STOPS, LOSES, COSTS)),
        ({"speaker": "Maria LINDQVIST", "outlet": "island gazette"}, (COSTS,)),
        ({"addressee": "Reporters"}, (FERRY_STOPS,)),
        ({"act": "deny"}, (ASKED,)),
        ({"hedged": True}, (JOBS,)),
        ({"hedged": False, "speaker": "adeyemi"}, (ASKED,)),
        ({"least": 1000}, (COSTS,)),
        ({"most": 1000}, (JOBS,)),
        ({"least": 40, "most": 40, "unit": "JOB"}, (JOBS,)),
        ({"last": "2024-03-04"}, (FERRY_STOPS,)),  # the day it was said goes before the day of publication
        ({"first": "2024-03-05", "last": "2024-05-19"}, (LOSES, JOBS)),
        ({"outlet": "Island Gazette", "act": "mention"}, (DECLINED,)),
        ({"speaker": "nobody at all"}, ()),
    ],
)
def test_filters_find_statements(full: Ledger, filters: dict[str, object], expected: tuple[str, ...]) -> None:
    assert begins(ask(full, None, **filters), *expected)


def test_without_words_the_newest_come_first(full: Ledger) -> None:
    with full.read() as connection:
        newest = search(connection, None, Filters(speaker="lindqvist"))
        oldest = search(connection, None, Filters(speaker="lindqvist"), oldest=True)
    days = [answer.day for answer in newest.answers]
    assert days == sorted(days, key=str, reverse=True)
    assert [answer.day for answer in oldest.answers] == days[::-1]


def test_pages_follow_one_another(full: Ledger) -> None:
    first, second = pages(full, "the", 2), pages(full, "the", 2, 2)
    assert (len(first.answers), first.more) == (2, True)
    told = [answer.data["statement"]["id"] for answer in (*first.answers, *second.answers)]
    assert len(set(told)) == len(told) == len(ask(full, "the"))
    assert not second.more or len(second.answers) == 2


def test_an_id_of_any_speaker_finds_the_party(full: Ledger) -> None:
    with full.read() as connection:
        ids = connection.scalars(select(speaker.c.id).where(speaker.c.name == "Maria Lindqvist")).all()
    assert len(ids) == 2
    assert all(begins(ask(full, None, speaker=id_), FERRY_STOPS, LOSES, COSTS) for id_ in ids)
    with pytest.raises(LedgerError, match="p0000000000000000"):
        ask(full, None, speaker="p0000000000000000")


def test_an_answer_has_what_the_contract_says(full: Ledger) -> None:
    answer = pages(full, '"night ferry"').answers[0].data
    assert set(answer) == {"statement", "speaker", "article", "origins", "reprints", "status"}
    assert set(answer["article"]) == {"id", "ref", "url", "outlet", "title", "published"}
    assert answer["statement"]["speaker"] == answer["speaker"]["id"]
    assert answer["statement"]["text"] == "The night ferry will stop in March"
    assert answer["status"] == {"supported": 0, "disputed": 0, "reversed": 0}
    assert (answer["origins"], answer["reprints"]) == (1, 0)
    assert {**answer["statement"], "speaker": "p1"} == ferry()["statements"][0] | {"text": answer["statement"]["text"]}


def test_relations_are_counted_in_the_status(ledger: Ledger) -> None:
    record = ferry()
    first, second, third = (one["id"] for one in record["statements"])
    common = {"basis": "reported", "evidence": [[0, 3]], "confidence": 0.8}
    record["relations"] = [
        {"from": second, "to": first, "kind": "disputes", **common},
        {"from": third, "to": first, "kind": "disputes", **common},
        {"from": third, "to": first, "kind": "responds", **common},
    ]
    keep(ledger, record)
    answer = pages(ledger, '"night ferry"').answers[0].data
    assert answer["status"] == {"supported": 0, "disputed": 2, "reversed": 0}


def test_withdrawn_statements_can_be_asked_for(ledger: Ledger) -> None:
    keep(ledger, ferry(), now="2026-01-01T00:00:00Z")
    keep(ledger, ferry(FERRY.replace("“The ferry loses two crowns", "“It loses money")), now="2026-01-02T00:00:00Z")
    assert begins(ask(ledger, None, withdrawn=True), LOSES)


@pytest.mark.parametrize("words", ['"', "''", "***", "-ferry", '-"a b"', "( ) [ ]", "\x00", "“”"])
def test_a_query_without_words_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(UsageError, match="no words to look for"):
        parse_query(words)


@pytest.mark.parametrize(
    "words",
    ['ferry"', "\"ferry 'night'", "ferry AND OR NOT NEAR(x)", "ferry*extra", "a:b {stems}: x", "ferry ^ (",
     "ferry; DROP", "ferry & | ! <-> night", "ferry\x00night", "ferry \ud800", "%_ferry_%", "ﬁerry ferry—night",
     "*ferry", "--ferry x"],
)  # fmt: skip
def test_a_query_with_odd_signs_breaks_nothing(full: Ledger, words: str) -> None:
    ask(full, words)


@given(st.text(max_size=40))
def test_any_query_is_a_condition_or_refused(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        return
    assert query.wanted
    for dialect in ("sqlite", "postgresql"):
        build_match(query, dialect)
    find_hits(query, text)


def test_hits_are_where_the_words_stand() -> None:
    text = "The ferries’ ferry stops; the night ferry too."
    hits = [text[a:b] for a, b in find_hits(parse_query('ferry "night ferry" sto*'), text)]
    assert hits == ["ferries", "ferry", "stops", "night ferry"]


def test_words_are_folded_and_stemmed() -> None:
    assert split_words("The Mayor’s café DON’T—x_y U.S.") == ["the", "mayor", "cafe", "dont", "x", "y", "u", "s"]
    assert stem("ferries") == stem("ferry")


def test_names_with_capitals_of_any_alphabet_are_found(ledger: Ledger) -> None:
    text = "Ada Lund told the Élysée in Österreich that rates rose 2½ percent and ⑴ more.\n"
    story = Story(text, ref="x", url=None, outlet="Écho de l’Öre")
    keep(ledger, story.says("Ada Lund", "rates rose 2½ percent and ⑴ more", to="the Élysée").record())
    assert len(ask(ledger, None, outlet="Écho de l’Öre")) == len(ask(ledger, None, outlet="echo de l'ore")) == 1
    assert len(ask(ledger, None, addressee="Élysée")) == len(ask(ledger, None, addressee="elysee")) == 1
    assert len(ask(ledger, '"rose 2½ percent"')) == 1
    assert ask(ledger, "2") == []
    with ledger.read() as connection:
        assert find_faults(connection) == []


def test_very_many_matches_are_told_newest_first(full: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = set(ask(full, "the"))
    monkeypatch.setattr("sayso.ledger.search.MANY", 1)
    assert set(ask(full, "the")) == ranked
    assert ask(full, "the", speaker="adeyemi") == [text for text in ask(full, None, speaker="adeyemi") if "the" in text]


def test_a_day_within_a_range_finds_it(ledger: Ledger) -> None:
    record = ferry()
    record["statements"][0]["said_on"] = {"from": "2024-03-01", "to": "2024-03-04", "span": [0, 3]}
    keep(ledger, record)
    assert begins(ask(ledger, None, first="2024-03-03", last="2024-03-03"), FERRY_STOPS)


def test_a_statement_of_many_words_is_found_by_the_last_of_them(ledger: Ledger) -> None:
    text = "Ada Lund said that " + "again and " * 9000 + "the lighthouse shines.\n"
    story = Story(text, ref="long", url=None)
    keep(ledger, story.says("Ada Lund", text[text.index("that") : -2]).record())
    assert len(ask(ledger, "lighthouse")) == 1
