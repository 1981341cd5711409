"""What makes speakers of two articles one party, and what does not."""

from ledger_samples import Story

from sayso.ledger.identity import fullest, identify
from sayso.model import Json


def keys(name: str, *offices: str, kind: str = "person", text: str = "", wikidata: str | None = None) -> set[str]:
    """The keys of one speaker of an article."""
    story = Story(f"{name} spoke. {text}")
    story.speaker(name, kind, *offices)  # type: ignore[arg-type]
    record = story.record()
    record["speakers"][0]["wikidata"] = wikidata
    return set(identify(record)["p1"].keys)


def ids(record: Json) -> list[str]:
    return [known.id for known in identify(record).values()]


def test_a_full_name_alone_joins_nobody() -> None:
    assert keys("Ada Lund") == set()


def test_a_full_name_joins_by_a_rarer_word_of_its_office() -> None:
    assert keys("Ada Lund", "harbour master") & keys("Ada Lund", "the Eastport harbour master")
    assert not keys("Ada Lund", "spokeswoman") & keys("Ada Lund", "a spokeswoman")


def test_two_people_of_one_name_with_other_offices_share_no_key() -> None:
    assert not keys("Ada Lund", "harbour master") & keys("Ada Lund", "professor of botany")


def test_a_full_name_joins_by_another_name_in_both_articles() -> None:
    one = keys("Ada Lund", text="She met Tom Adeyemi at the pier.")
    assert one & keys("Ada Lund", text="Nobody asked Tom B. Adeyemi about it.")
    assert not one & keys("Ada Lund", text="Nobody asked Carl Holm about it.")
    assert not one & keys("Eva Lund", text="She met Tom Adeyemi at the pier.")


def test_names_that_half_of_all_news_give_join_nobody() -> None:
    assert keys("Ada Lund", text="She lives in New York, and said so on Monday Evening at the White House.") == set()


def test_a_middle_name_and_an_accent_change_no_key_but_a_suffix_does() -> None:
    assert keys("José M. Brand", "harbour master") == keys("Jose Brand", "harbour master")
    assert not keys("Per Brand", "harbour master") & keys("Per Brand Jr.", "harbour master")


def test_an_identifier_joins_whatever_the_name() -> None:
    assert keys("Ada Lund", wikidata="Q1") & keys("A. Lund-Holm", wikidata="Q1") == {"wikidata:Q1"}


def test_what_is_no_full_name_is_the_same_as_nobody_elsewhere() -> None:
    beside = "Tom Adeyemi was there."
    assert keys("Lund", "harbour master", text=beside) == set()
    assert keys("officials", "harbour officials", kind="group", text=beside) == set()
    assert keys("senior aide", "harbour aide", kind="unnamed", text=beside) == set()
    assert keys("Ada Lund and Tom Holm", "harbour masters") == set()


def test_a_body_with_a_name_of_its_own_needs_no_circumstance_and_a_ministry_does() -> None:
    assert keys("The Harbour Herald", kind="organisation") == keys("Harbour Herald", kind="organisation") != set()
    assert keys("Defense Ministry", kind="organisation") == set()
    assert keys("People’s Party", kind="organisation") == keys("the Prosecutor's Office", kind="organisation") == set()
    assert keys("Defense Ministry", kind="organisation", text="Tom Adeyemi was there.") != set()


def test_the_id_depends_on_article_kind_and_name_alone() -> None:
    story, other = Story("Ada Lund spoke."), Story("Ada Lund spoke.")
    story.speaker("Ada Lund")
    other.speaker("Ada Lund", "person", "harbour master")
    assert ids(story.record()) == ids(other.record())
    body = Story("Ada Lund spoke.")
    body.speaker("Ada Lund", "organisation")
    elsewhere = Story("Ada Lund spoke!")
    elsewhere.speaker("Ada Lund")
    assert len({*ids(story.record()), *ids(body.record()), *ids(elsewhere.record())}) == 3


def test_two_speakers_of_one_description_have_two_ids() -> None:
    record = Story("Two aides spoke.").record()
    aide = {"kind": "unnamed", "name": "aide", "offices": [], "wikidata": None, "mentions": []}
    record["speakers"] = [{"id": "p1", **aide}, {"id": "p2", **aide}]
    assert len(set(ids(record))) == 2


def test_the_fullest_name_is_told_whatever_the_order() -> None:
    names = ["Lund", "Ada Lund", "Ada M. Lund", "Ada B. Lund"]
    assert fullest(names) == fullest(reversed(names)) == "Ada B. Lund"
