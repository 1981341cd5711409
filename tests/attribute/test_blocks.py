from sayso.attribute.blocks import complete_blocks, join_run_ons, part_far_pieces
from sayso.attribute.marks import find_quoted
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


APART = "“We rowed.”\n\nThe sea was calm.\n\n“We sang,” she added."


def test_piece_beyond_a_paragraph_without_part_in_it_is_nobodys() -> None:
    pieces = (*at("“We rowed.”", APART), *at("“We sang,”", APART))
    near, far = part_far_pieces([Attribution(at("she", APART), at("added", APART), pieces, confidence=0.8)], APART)
    assert (words(near, APART), words(far, APART)) == (["“We sang,”"], ["“We rowed.”"])
    assert (far.source, far.cue, far.confidence) == ((), (), 0.4)


def test_pieces_in_paragraphs_that_follow_each_other_stay_together() -> None:
    text = "She said it was cold.\n\n“We rowed.\n\n“We sang.”"
    pieces = (*at("it was cold", text), *at("“We rowed.", text), *at("“We sang.”", text))
    whole = Attribution(at("She", text), at("said", text), pieces)
    assert part_far_pieces([whole], text) == [whole]


RUN_ON = "“We rowed.\n\n“We sang.”\n\nThe pilot denied it. The sea was calm, he said."


def test_paragraph_of_a_run_on_quotation_stays_with_the_one_it_goes_on_from() -> None:
    rowed = Attribution((), (), at("“We rowed.", RUN_ON))
    pieces = (*at("“We sang.”", RUN_ON), *at("The sea was calm", RUN_ON))
    pilot = Attribution(at("he", RUN_ON), at("said", RUN_ON), pieces)
    first, second = join_run_ons([rowed, pilot], RUN_ON, list(find_quoted(RUN_ON)))
    assert words(first, RUN_ON) == ["“We rowed.", "“We sang.”"]
    assert words(second, RUN_ON) == ["The sea was calm"]


def test_paragraph_whose_only_speaker_stands_behind_it_keeps_him() -> None:
    rowed = Attribution((), (), at("“We rowed.", RUN_ON))
    pilot = Attribution(at("he", RUN_ON), at("said", RUN_ON), at("“We sang.”", RUN_ON))
    assert join_run_ons([rowed, pilot], RUN_ON, list(find_quoted(RUN_ON))) == [rowed, pilot]
