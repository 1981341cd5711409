"""Questions, what they are compared with, and where the walk from mention to mention ends."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Article, Attribution, Named, Span
from sayso.resolve.linker import token_places
from sayso.resolve.mentions import SORT, SORTS, Mention, find_mentions
from sayso.resolve.opening import read_story
from sayso.resolve.pairs import WIDTH, Scene, build_scene
from sayso.resolve.settle import settle_all
from sayso.resolve.walk import point, walk

TEXT = (
    "Ada Lund met Karl Brand and Martin Brand. She told them that the harbour was closed. "
    "His friends said that Brand was ill, and the senator agreed."
)
NAMES = [
    Named(0, 8, "person"),
    Named(13, 23, "person"),
    Named(28, 40, "person"),
    Named(TEXT.index("Brand was"), TEXT.index("Brand was") + 5, "person"),
]


def attribution(text: str, source: str, content: str) -> Attribution:
    start, other = text.index(source), text.index(content)
    return Attribution((Span(start, start + len(source)),), (), (Span(other, other + len(content)),))


def scene_of(text: str, attributions: list[Attribution], names: list[Named] | None = None) -> Scene:
    story = read_story(Article(text), attributions, names=names)
    settle_all(story)
    return build_scene(story, find_mentions(story))


def words_of(mention: Mention, text: str) -> str:
    story = read_story(Article(text), ())
    return " ".join(w.text for w in story.words.items[mention.first : mention.last])


@pytest.fixture
def scene() -> Scene:
    sources = [
        attribution(TEXT, "She", "that the harbour was closed"),
        attribution(TEXT, "His friends", "Brand was ill"),
    ]
    return scene_of(TEXT, sources, NAMES)


def test_names_are_anchored_and_the_rest_are_questions(scene: Scene) -> None:
    anchored = [m.party.name for m in scene.mentions if m.party]
    assert anchored == ["Ada Lund", "Karl Brand", "Martin Brand"]
    asked = [words_of(scene.mentions[q], TEXT) for q in scene.questions]
    assert asked == ["She", "them", "His friends", "His", "friends", "Brand", "the senator"] or "Brand" in asked


def test_a_surname_of_two_is_a_question_for_its_bearers_alone(scene: Scene) -> None:
    number, place = next(
        (n, int(q)) for n, q in enumerate(scene.questions) if words_of(scene.mentions[int(q)], TEXT) == "Brand"
    )
    assert {p.name for p in scene.mentions[place].bearers} == {"Karl Brand", "Martin Brand"}
    offered = [scene.mentions[int(j)] for n, j in scene.pairs if n == number]
    assert {m.party.name for m in offered if m.party} == {"Karl Brand", "Martin Brand"}


def test_friends_of_somebody_are_people_and_not_the_one_whose_they_are(scene: Scene) -> None:
    mention = next(m for m in scene.mentions if m.sources == [1])
    assert SORTS[mention.sort] == "people"


def test_that_behind_a_noun_begins_no_mention() -> None:
    text = "It was a court that instructed probate judges, and that judge was angry."
    found = [words_of(mention, text) for mention in scene_of(text, []).mentions]
    assert "that judge" in found
    assert not [words for words in found if words.startswith("that instructed")]


def test_a_question_is_never_compared_with_a_later_question(scene: Scene) -> None:
    asked = scene.questions[scene.pairs[:, 0]]
    later = scene.pairs[:, 1] >= asked
    assert (scene.anchors[scene.pairs[later, 1]] >= 0).all()
    assert scene.bits.shape == (len(scene.pairs), WIDTH)


def small_scene() -> Scene:
    """A name, and two questions after it."""
    mentions = [Mention(0, 1, SORT["person"]), Mention(2, 3, SORT["woman"]), Mention(4, 5, SORT["woman"])]
    made = scene_of("Ada Lund spoke.", [], [Named(0, 8, "person")])
    pairs = np.array([[0, 0], [1, 0], [1, 1]])
    bits = np.zeros((3, WIDTH), np.uint8)
    anchors = np.array([0, -1, -1])
    return Scene(mentions, np.zeros((3, 7), np.int64), np.array([1, 2]), pairs, bits, made.parties, anchors)


def test_a_walk_goes_on_from_question_to_question() -> None:
    scene = small_scene()
    shares = np.zeros((2, 6), np.float32)
    shares[0, 0] = 1.0  # the first means the name
    shares[1, 1], shares[1, 4] = 0.75, 0.25  # the second means the first, or nobody
    said = walk(shares, scene)
    assert said[0].tolist() == [1, 0, 0, 0, 0]
    assert said[1].tolist() == [0.75, 0, 0, 0.25, 0]


@given(st.lists(st.floats(-9, 9, width=32), min_size=9, max_size=9))
@settings(deadline=None)
def test_what_a_question_gives_adds_up_to_one(scores: list[float]) -> None:
    scene = small_scene()
    shares = point(np.array(scores[:3], np.float32), np.array(scores[3:], np.float32).reshape(2, 3), scene)
    assert shares.sum(axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert walk(shares, scene).sum(axis=1) == pytest.approx([1, 1], abs=1e-4)


class Tokens:
    """Subwords at given places."""

    starts = np.array([0, 4, 9, 13], np.int32)
    ends = np.array([3, 8, 12, 17], np.int32)


def test_mentions_are_read_at_their_first_and_last_subword() -> None:
    text = "Ada Lund met Karl"
    story = read_story(Article(text), (), names=[Named(0, 8, "person"), Named(13, 17, "person")])
    places = token_places(story, find_mentions(story), Tokens())
    assert places.tolist() == [[0, 1], [3, 3]]


def test_an_empty_text_has_no_mentions() -> None:
    assert len(scene_of("", []).mentions) == 0
