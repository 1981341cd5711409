"""What a person does in the reading room, in a real browser; screenshots are kept in build/screens."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import run_browser, run_room
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect

SCREENS = Path(__file__).parents[2] / "build/screens"
ALL = {
    "front": "/",
    "search": "/search?q=bridge",
    "speakers": "/speakers",
    "disputes": "/disputes",
    "figures": "/figures?q=million",
    "articles": "/articles",
    "review": "/review",
    "add": "/add",
    "sign-in": "/sign-in",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with run_browser() as opened:
        yield opened


@pytest.fixture
def base(app: FastAPI) -> Iterator[str]:
    with run_room(app) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, base: str) -> Iterator[Callable[..., Page]]:
    """Opens a page, on which nothing may go wrong and nothing from elsewhere be asked for."""
    wrong: list[str] = []
    contexts = []

    def make(path: str, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
        page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(base) else wrong.append(asked.url))
        page.goto(base + path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def article_of(page: Page, words: str) -> None:
    """Go to the article of the first statement that is found."""
    page.goto(re.sub(r"(?<=\d)/.*", "", page.url) + f"/search?q={words}")
    page.locator(".answer .place a").first.click()
    expect(page.locator("#text")).to_be_visible()


def sign_in(page: Page, token: str) -> None:
    page.get_by_role("link", name="Sign in", exact=True).click()
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_pointing_at_a_statement_shows_its_card_and_a_field_shows_its_words(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    article_of(page, "jobs")
    page.locator("#text a.said", has_text="jobs would go").first.click()
    card = page.locator("#card .card")
    expect(card).to_contain_text("Tom Adeyemi")
    assert "".join(page.locator("#text .on").all_text_contents()).endswith("about 40 jobs would go")
    card.locator("[data-spans]", has_text="40 job").last.hover()
    expect(page.locator("#text .trace")).to_have_text("about 40")
    assert "statement=" in page.url


def test_keys_step_through_the_statements(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    article_of(page, "jobs")
    page.locator("body").press("j")
    expect(page.locator("#card .card")).to_contain_text("The night ferry will stop")
    page.keyboard.press("j")
    expect(page.locator("#card .card")).to_contain_text("loses two crowns")
    page.keyboard.press("k")
    expect(page.locator("#card .card")).to_contain_text("The night ferry will stop")


def test_a_relation_opens_the_other_side_beside_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/disputes")
    page.locator(".pair .side blockquote a").first.click()
    card = page.locator("#card .card")
    expect(card).to_contain_text("disputes")
    card.locator(".relations blockquote a").click()
    expect(page.locator("#other .card")).to_contain_text("Maria Lindqvist")
    page.screenshot(path=SCREENS / "relation.png")


def test_a_facet_narrows_and_is_taken_away(open_page: Callable[..., Page]) -> None:
    page = open_page("/search?q=bridge")
    expect(page.locator(".answer").first).to_be_visible()
    page.locator(".facets a", has_text="Courier").click()
    expect(page.locator(".answer")).to_have_count(2)
    page.locator(".chosen a", has_text="in Courier").click()
    expect(page.locator(".chosen")).to_have_count(0)
    page.get_by_role("searchbox").fill("ferry")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".answer").first).to_contain_text("ferry")


def test_a_reviewer_accepts_corrects_and_takes_back(open_page: Callable[..., Page], token: str) -> None:
    page = open_page("/review")
    sign_in(page, token)
    first = page.locator(".queue").first
    first.get_by_role("button", name="Accept").click()
    expect(first).to_contain_text("Nora: right as it stands")
    first.get_by_role("button", name="Take back").click()
    expect(first).not_to_contain_text("right as it stands")
    article_of(page, "jobs")
    page.locator("#text a.said", has_text="jobs would go").first.click()
    card = page.locator("#card .card")
    expect(card).to_contain_text("Tom Adeyemi")
    page.keyboard.press("c")
    card.get_by_label("Speaker").fill("Seamen's Union")
    card.get_by_label("Kind").select_option("organisation")
    card.get_by_role("button", name="Set speaker").click()
    expect(card.locator(".head").first).to_contain_text("Seamen's Union")
    expect(card).to_contain_text("Kept in the ledger as correction")
    page.screenshot(path=SCREENS / "corrected.png")


def test_a_correction_changes_the_colours_of_the_text_beside_it(open_page: Callable[..., Page], token: str) -> None:
    page = open_page("/")
    sign_in(page, token)
    article_of(page, "jobs")
    piece, card = page.locator("#text a.said", has_text="jobs would go").last, page.locator("#card .card")
    piece.click()
    expect(card).to_contain_text("Tom Adeyemi")
    expect(piece).to_have_class(re.compile(r"\bc2\b.*\bon\b"))
    page.keyboard.press("c")
    card.get_by_label("Speaker").fill("Maria Lindqvist")
    card.get_by_role("button", name="Set speaker").click()
    expect(piece).to_have_class(re.compile(r"\bc1\b.*\bon\b"))
    page.locator("#text a.said").first.click()
    expect(card).to_contain_text("The night ferry will stop")
    expect(page.locator("#text a.said").first).to_have_class(re.compile(r"\bon\b"))


def test_words_that_are_selected_become_a_field(open_page: Callable[..., Page], token: str) -> None:
    page = open_page("/sign-in")
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Sign in").click()
    article_of(page, "jobs")
    page.locator("#text a.said", has_text="jobs would go").first.click()
    expect(page.locator("#card .card")).to_contain_text("Tom Adeyemi")
    page.keyboard.press("c")
    form = page.locator("form[data-selecting]")
    form.get_by_label("Field").select_option("cue")
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll("#text [data-at]")];
          const piece = pieces.find(p => p.textContent.includes(" said that"));
          const node = piece.firstChild, at = node.data.indexOf('said');
          const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 4);
          const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
        }"""
    )
    expect(form.get_by_label("Value")).to_have_value(re.compile(r"\[\[\d+,\d+\]\]"))
    form.get_by_role("button", name="Set field").click()
    expect(page.locator("#card .known-list")).to_contain_text("said")


def test_an_article_is_read_shown_and_kept(open_page: Callable[..., Page], token: str) -> None:
    page = open_page("/sign-in")
    page.get_by_label("Token").fill(token)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Text").fill("“The pier is rotten and must close,” Ada Quist said on Monday in Hollin.")
    page.get_by_label("Title").fill("The pier")
    page.get_by_role("button", name="Read").click()
    expect(page.locator(".card")).to_contain_text("Ada Quist")
    page.screenshot(path=SCREENS / "reading.png")
    page.get_by_role("button", name="Keep in the ledger").click()
    expect(page.get_by_role("heading", name="The pier")).to_be_visible()
    page.goto(page.url.split("/articles")[0] + "/search?q=rotten")
    expect(page.locator(".answer")).to_have_count(1)


def test_figures_are_drawn_and_told(open_page: Callable[..., Page]) -> None:
    page = open_page("/figures?q=million")
    expect(page.locator(".chart canvas").first).to_be_visible()
    expect(page.locator(".scroll table").first).to_contain_text("140 million crowns")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_every_page_is_accessible_and_fits(open_page: Callable[..., Page], width: int, scheme: str) -> None:
    page = open_page("/", width, scheme)
    base = page.url.rstrip("/")
    page.goto(f"{base}/search?q=jobs")
    article = page.locator(".answer blockquote a").first.get_attribute("href")
    speaker = page.locator(".answer .name").first.get_attribute("href")
    for name, path in (ALL | {"article": article or "", "speaker": speaker or ""}).items():
        page.goto(base + path)
        page.screenshot(path=SCREENS / f"{name}-{width}-{scheme}.png", full_page=True)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the window"
