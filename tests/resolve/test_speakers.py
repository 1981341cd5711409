"""Who is meant: small invented articles, and any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Attribution, Span
from sayso.resolve import Resolution, resolve_speakers


def span(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def said(text: str, *sources: tuple[str, int] | str, title: str | None = None) -> list[str | None]:
    """The names behind these sources, each given by its words and which occurrence of them it is."""
    found = resolve(text, *sources, title=title)
    names = {s.id: s.name for s in found.speakers}
    return [names[c] if c else None for c in found.chosen]


def resolve(text: str, *sources: tuple[str, int] | str, title: str | None = None) -> Resolution:
    spans = [span(text, s) if isinstance(s, str) else span(text, *s) for s in sources]
    return resolve_speakers(
        Article(text, title=title), [Attribution((s,), (), (Span(s.end, len(text)),)) for s in spans]
    )


def kinds(found: Resolution) -> list[str]:
    by_id = {s.id: s.kind for s in found.speakers}
    return [by_id[c] if c else "" for c in found.chosen]


def test_a_surname_takes_the_full_name_and_the_office_is_kept() -> None:
    text = "Ada Lund, the town’s tax commissioner, spoke on Friday. The rate will rise, Lund said."
    found = resolve(text, "Ada Lund, the town’s tax commissioner,", "Lund said"[:4])
    assert [s.name for s in found.speakers] == ["Ada Lund"]
    assert found.speakers[0].offices == ("town’s tax commissioner",)
    assert Span(0, 8) in found.speakers[0].mentions


def test_no_office_reaches_over_a_cue() -> None:
    text = "Harbourline cited domestic security chief Ada Lund as saying that the quay was safe."
    cue, content = span(text, "cited"), span(text, "domestic security chief Ada Lund as saying that the quay was safe")
    inner = Attribution((span(text, "domestic security chief Ada Lund"),), (span(text, "as saying"),), (), 0)
    outer = Attribution((span(text, "Harbourline"),), (cue,), (content,))
    found = resolve_speakers(Article(text), [outer, inner])
    assert {s.name: s.offices for s in found.speakers}["Ada Lund"] == ("domestic security chief",)


def test_two_brothers_in_one_article_are_kept_apart() -> None:
    text = "Peter Brand runs the mill. Martin Brand left it. Peter Brand said no. Martin Brand said yes."
    assert said(text, ("Peter Brand", 1), ("Martin Brand", 1)) == ["Peter Brand", "Martin Brand"]


def test_titles_keep_a_couple_of_one_surname_apart() -> None:
    text = "Karen Voss met Walter Voss at the port. Mrs. Voss said it was late. Mr. Voss said it was early."
    assert said(text, "Mrs. Voss", "Mr. Voss") == ["Karen Voss", "Walter Voss"]


def test_a_similar_surname_is_another_person() -> None:
    text = "Eric Hansen and Nora Hanson sat down. Hansen said little. Hanson said more."
    assert said(text, ("Hansen", 1), ("Hanson", 1)) == ["Eric Hansen", "Nora Hanson"]


def test_a_spokesman_is_himself_and_not_the_ministry() -> None:
    text = "Harbour ministry spokesman Paul Okoro said the quay was safe. The ministry declined to say more."
    found = resolve(text, "Harbour ministry spokesman Paul Okoro")
    assert [(s.name, s.kind) for s in found.speakers] == [("Paul Okoro", "person")]
    assert found.speakers[0].offices == ("Harbour ministry spokesman",)


def test_a_person_s_spokesman_is_not_the_person() -> None:
    text = "Ada Lund stayed home. Lund spokesman Brian Teague spoke. Lund’s spokesman, Brian Teague, left."
    assert said(text, "Lund spokesman Brian Teague", "Lund’s spokesman, Brian Teague,") == ["Brian Teague"] * 2


def test_a_campaign_is_no_person() -> None:
    text = "Ada Lund ran. The Lund campaign said it would win."
    found = resolve(text, "The Lund campaign")
    assert [(s.name, s.kind) for s in found.speakers] == [("Ada Lund campaign", "organisation")]


def test_a_woman_is_she_after_a_paragraph_about_another_woman() -> None:
    text = (
        "Mayor Helen Strand opened the bridge. Strand said it was time.\n\n"
        "Maria Gorski, a baker, watched. Gorski said she would not cross it.\n\n"
        "Strand praised the builders. She said the work was done."
    )
    assert said(text, ("Strand", 1), "Gorski said"[:6], "She") == [
        "Helen Strand",
        "Maria Gorski",
        "Helen Strand",
    ]


def test_he_inside_a_quotation_is_not_the_one_who_is_quoted() -> None:
    text = 'Victor Hale met Oscar Winther. Hale said: "He told me that he was tired."'
    attributions = [
        Attribution((span(text, "Hale", 1),), (), (span(text, '"He told me that he was tired."'),)),
        Attribution((span(text, "He told"[:2], 0),), (), (span(text, "that he was tired"),), parent=0),
    ]
    start = text.index("He told")
    attributions[1] = Attribution((Span(start, start + 2),), (), attributions[1].content, parent=0)
    found = resolve_speakers(Article(text), attributions)
    names = {s.id: s.name for s in found.speakers}
    assert names[found.chosen[0] or ""] == "Victor Hale"
    assert names.get(found.chosen[1] or "") in (None, "Oscar Winther")


def test_a_source_stands_two_paragraphs_after_its_quotation() -> None:
    text = '"The dam will hold," said one.\n\nIt rained.\n\nThat was engineer Susan Abara. Abara said so twice.'
    found = resolve_speakers(
        Article(text), [Attribution((span(text, "Abara", 1),), (), (span(text, '"The dam will hold,"'),))]
    )
    assert [s.name for s in found.speakers] == ["Susan Abara"]


def test_no_source_is_unknown_and_never_the_nearest_name() -> None:
    text = "Ada Lund has been accused of waste."
    found = resolve_speakers(Article(text), [Attribution((), (span(text, "accused"),), (span(text, "waste"),))])
    assert [(s.name, s.kind) for s in found.speakers] == [("", "unknown")]


def test_a_pronoun_without_antecedent_is_left_open() -> None:
    assert said("He said it would rain.", "He") == [None]


def test_a_possessive_source_is_its_owner() -> None:
    text = "Ada Lund spoke. Lund’s remarks drew laughter, and O’Brien’s plan did too. Sean O’Brien left."
    assert said(text, "Lund’s", "O’Brien’s plan") == ["Ada Lund", "Sean O’Brien"]


def test_two_people_speaking_together_are_one_speaker() -> None:
    text = "Ada Lund and Paul Okoro wrote a letter. Lund and Okoro said it was late."
    assert said(text, "Lund and Okoro") == ["Ada Lund and Paul Okoro"]


def test_who_is_the_noun_phrase_before_it() -> None:
    text = "The prize went to Ada Lund, who said she was glad. Fishermen who say so left."
    assert said(text, "who", ("who", 1)) == ["Ada Lund", "Fishermen"]


def test_capitals_in_a_byline_make_no_other_person() -> None:
    text = "BY KAREN VOSS\n\nADA LUND WINS VOTE\n\nAda Lund won. Lund said so."
    assert said(text, ("Lund", 1)) == ["Ada Lund"]


def test_i_is_whoever_is_quoted() -> None:
    text = "Ada Lund said: “I promised that the bridge would hold.”"
    quoted = Attribution((span(text, "Ada Lund"),), (), (span(text, "“I promised that the bridge would hold.”"),))
    inner = Attribution((span(text, "I promised"[:1]),), (), (span(text, "the bridge would hold"),), parent=0)
    found = resolve_speakers(Article(text), [quoted, inner])
    assert found.chosen == ("p1", "p1")


def test_i_outside_quotation_marks_is_the_author() -> None:
    text = "I believe that the bridge will hold."
    found = resolve_speakers(
        Article(text, byline=("Karen Voss",)), [Attribution((Span(0, 1),), (), (span(text, "bridge"),))]
    )
    assert [(s.name, s.kind) for s in found.speakers] == [("Karen Voss", "author")]


def test_an_epithet_takes_the_one_person_who_bears_it() -> None:
    text = "Sen. Ada Lund arrived. Governor Paul Okoro left. The senator said yes. The admiral said no."
    found = resolve(text, "The senator", "The admiral")
    assert [(s.name, s.kind) for s in found.speakers] == [("Ada Lund", "person"), ("admiral", "unnamed")]


def test_titles_and_particles_and_suffixes() -> None:
    text = (
        "Former Secretary of Trade Ada de Witt spoke. Prime Minister Omar al-Rashid listened. "
        "Walter J. Pound Jr. slept. De Witt said so. Mr. al-Rashid said no. Pound said nothing."
    )
    names = said(text, "Former Secretary of Trade Ada de Witt", "Prime Minister Omar al-Rashid", ("Pound", 1))
    assert names == ["Ada de Witt", "Omar al-Rashid", "Walter J. Pound Jr."]


def test_kinds_of_sources() -> None:
    text = (
        "A senior port official said so. Many voters agreed. Officials denied it. The report said no. "
        "The Harbour Times wrote it. Norway said yes. A poll by Orion Research shows it."
    )
    found = resolve(
        text,
        "A senior port official",
        "Many voters",
        "Officials",
        "The report",
        "The Harbour Times",
        "Norway",
        "A poll by Orion Research",
    )
    assert kinds(found) == ["unnamed", "group", "group", "document"] + ["organisation"] * 3
    assert found.speakers[0].name == "senior port official"
    assert found.speakers[-1].name == "Orion Research"


def test_a_full_name_comes_from_the_title_of_the_article() -> None:
    assert said("Lund said no.", "Lund", title="Ada Lund speaks of the harbour") == ["Ada Lund"]


def test_rings_of_parents_do_no_harm() -> None:
    text = "“I said that I said.”"
    ring = [Attribution((span(text, "I", n),), (), (Span(0, len(text)),), parent=1 - n) for n in (0, 1)]
    assert len(resolve_speakers(Article(text), ring).chosen) == 2


WORDS = st.sampled_from(
    ["Ada", "Lund", "Mr.", "he", "She", "who", "the", "report", "said", "“", "”",
     "'s", "\n\n", ".", ",", "and",
     "of", "I", "their", "Sen.", "president", "U.S.", "ÅSA", "é", "Jr.", "poll",
     "by", "(", "É", "A", "x" * 30]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, min_size=1, max_size=40).map(" ".join))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Article, list[Attribution]]:
    text = draw(TEXTS)
    if not text:
        return Article(text), [Attribution((), (), ())]
    starts = st.integers(0, len(text) - 1)
    spans = st.tuples(starts, st.integers(1, 30)).map(lambda s: Span(s[0], min(sum(s), len(text))))
    several = st.lists(spans, max_size=2).map(tuple)
    parents = st.one_of(st.none(), st.integers(-2, 6))
    made = st.builds(Attribution, source=several, cue=several, content=several, parent=parents)
    return Article(text, title=draw(st.one_of(st.none(), TEXTS))), draw(st.lists(made, max_size=5))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_any_text_and_spans_give_speakers_that_hold_together(case: tuple[Article, list[Attribution]]) -> None:
    article, attributions = case
    found = resolve_speakers(article, attributions)
    ids = {s.id for s in found.speakers}
    assert len(found.chosen) == len(found.reasons) == len(attributions)
    assert all(c is None or c in ids for c in found.chosen)
    assert all(0 <= reason.confidence <= 1 for reason in found.reasons)
    assert all(0 <= a < b <= len(article.text) for s in found.speakers for a, b in s.mentions)
    assert found == resolve_speakers(article, attributions)
