from sayso.attribute.blocks import complete_blocks
from sayso.model import Attribution, Span, Spans

TEXT = "The headmaster wrote:\n\nThe roof leaks. It will be mended in June.\n\nNobody was hurt."


def at(words: str, text: str = TEXT) -> Spans:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def words(attribution: Attribution, text: str = TEXT) -> list[str]:
    return [text[s:e] for s, e in attribution.content]


WROTE = Attribution(at("The headmaster"), at("wrote"), at("The roof leaks"))


def test_announced_paragraph_is_taken_to_its_end() -> None:
    assert words(complete_blocks([WROTE], TEXT)[0]) == ["The roof leaks. It will be mended in June."]


def test_paragraph_without_a_colon_before_it_is_left() -> None:
    text = TEXT.replace(":", ".")
    assert words(complete_blocks([WROTE], text)[0], text) == ["The roof leaks"]


def test_block_in_which_another_speaks_is_left() -> None:
    other = Attribution((), at("will be"), at("mended in June"))
    assert words(complete_blocks([WROTE, other], TEXT)[0]) == ["The roof leaks"]


def test_content_inside_the_block_does_not_grow() -> None:
    inner = Attribution(at("The headmaster"), at("wrote"), at("It will be"))
    assert words(complete_blocks([inner], TEXT)[0]) == ["It will be"]


def test_cue_elsewhere_does_not_claim_the_block() -> None:
    other = Attribution((), at("hurt"), at("The roof leaks"))
    assert words(complete_blocks([other], TEXT)[0]) == ["The roof leaks"]
