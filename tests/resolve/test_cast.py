"""Names of one article joined to the parties that bear them."""

import pytest

from sayso.model import Article, Named, NameKind
from sayso.resolve.cast import Cast
from sayso.resolve.opening import read_story


def cast_of(text: str, *names: tuple[str, NameKind]) -> Cast:
    """The cast of a text with these names, in their order in the text."""
    found, at = [], 0
    for words, kind in names:
        at = text.index(words, at)
        found.append(Named(at, at + len(words), kind))
        at += len(words)
    return read_story(Article(text), (), names=found).cast


def bearers(text: str, *names: tuple[str, NameKind]) -> list[str]:
    return [party.name for party in cast_of(text, *names).parties]


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("The Velmar Port Workers’ League (PWL) met. PWL said no.", "Velmar Port Workers’ League", "PWL"),
        ("The Harbour Safety Board met. The H.S.B. said no.", "Harbour Safety Board", "H.S.B."),
        ("The U.S. Department of Ports met. DOP said no.", "U.S. Department of Ports", "DOP"),
        ("The Federal Reserve met. The Fed said no.", "Federal Reserve", "Fed"),
        ("Orion Broadcasting Company met. Orion said no.", "Orion Broadcasting Company", "Orion"),
    ],
)
def test_a_short_form_is_the_body(text: str, full: str, short: str) -> None:
    *_, last = bearers(text, (full, "organisation"), *((short, "organisation"),) * (1 + ("(" in text)))
    assert last == full


def test_a_state_s_court_is_not_the_country_s() -> None:
    text = "The U.S. Supreme Court met. The Nevada Supreme Court warned it."
    names: list[tuple[str, NameKind]] = [("U.S. Supreme Court", "organisation"), ("Nevada", "place")]
    assert bearers(text, *names, ("Supreme Court", "organisation")) == ["U.S. Supreme Court", "Nevada Supreme Court"]


def test_a_place_beside_a_company_is_no_part_of_it() -> None:
    text = "In Nevada Orion said no."
    assert bearers(text, ("Nevada", "place"), ("Orion", "organisation"))[-1] == "Orion"


def test_two_bodies_share_no_letters_by_chance() -> None:
    text = "The Harbour Safety Board and the Hall Street Bank met. HSB said no."
    names: list[tuple[str, NameKind]] = [("Harbour Safety Board", "organisation"), ("Hall Street Bank", "organisation")]
    assert bearers(text, *names, ("HSB", "organisation"))[-1] == "HSB"


def test_a_short_given_name_alone_is_its_bearer() -> None:
    assert bearers("Joseph Holm came. Joe left.", ("Joseph Holm", "person"), ("Joe", "person"))[-1] == "Joseph Holm"


def test_middle_initials_part_father_and_son() -> None:
    text = "George H.W. Holm met George W. Holm. George Holm left."
    found = bearers(text, ("George H.W. Holm", "person"), ("George W. Holm", "person"))
    assert found == ["George H.W. Holm", "George W. Holm"]


def test_a_particle_is_no_given_name() -> None:
    assert (
        bearers("Bill de Lund came. De Lund left.", ("Bill de Lund", "person"), ("De Lund", "person"))[-1]
        == "Bill de Lund"
    )


def test_an_arabic_article_comes_and_goes() -> None:
    assert (
        bearers("Omar al-Rashid came. Rashid left.", ("Omar al-Rashid", "person"), ("Rashid", "person"))[-1]
        == "Omar al-Rashid"
    )


def test_a_possessive_inside_a_name_stays() -> None:
    assert bearers("The Farmers’ and Bakers’ Union met.", ("Farmers’ and Bakers’ Union", "organisation")) == [
        "Farmers’ and Bakers’ Union"
    ]
