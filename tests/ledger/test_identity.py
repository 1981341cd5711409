"""The same party across articles: proposed, never assumed."""

from sayso.model import Article, Speaker
from sayso.resolve.identity import identify

ONE, TWO = Article("One story."), Article("Another story.")


def speaker(name: str, kind: str = "person", wikidata: str | None = None) -> Speaker:
    return Speaker("p1", name, kind, wikidata=wikidata)  # type: ignore[arg-type]


def test_two_people_of_one_name_have_two_ids_and_share_a_key() -> None:
    here, there = identify(ONE, speaker("Ada Lund")), identify(TWO, speaker("Ada Lund"))
    assert here.id != there.id
    assert here.keys == there.keys == ("person:ada lund",)
    assert here.proof == 0


def test_an_identifier_joins_without_a_judgement() -> None:
    found = identify(ONE, speaker("Ada Lund", wikidata="Q1"))
    assert found.keys[: found.proof] == ("wikidata:Q1",)


def test_a_middle_name_and_an_accent_change_no_key_but_a_suffix_does() -> None:
    assert identify(ONE, speaker("José M. Brand")).keys == identify(TWO, speaker("Jose Brand")).keys
    assert identify(ONE, speaker("Per Brand")).keys != identify(TWO, speaker("Per Brand Jr.")).keys


def test_what_is_no_full_name_is_the_same_as_nobody_elsewhere() -> None:
    assert identify(ONE, speaker("Lund")).keys == ()
    assert identify(ONE, speaker("officials", "group")).keys == ()
    assert identify(ONE, speaker("senior aide", "unnamed")).keys == ()


def test_a_body_is_looked_for_under_its_name_without_the_article() -> None:
    assert identify(ONE, speaker("The Harbour Board", "organisation")).keys == ("organisation:harbour board",)


def test_the_id_depends_on_article_kind_and_name_alone() -> None:
    one = identify(ONE, speaker("Ada Lund"))
    other = identify(ONE, Speaker("p7", "Ada Lund", "person", offices=("mayor",)))
    assert one.id == other.id
    assert one.id != identify(ONE, speaker("Ada Lund", "organisation")).id
