"""The stage: from the sources of an article's attributions to its speakers."""

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from sayso.model import Article, Attribution, Named
from sayso.resolve.answers import Answer
from sayso.resolve.choices import Choice, Judged, choose_parties
from sayso.resolve.confidence import Sureness
from sayso.resolve.linker import Encoded, Linker
from sayso.resolve.mentions import Mention, find_mentions
from sayso.resolve.opening import read_story
from sayso.resolve.pairs import build_scene
from sayso.resolve.register import Register
from sayso.resolve.resolution import Resolution, build_resolution, find_meant
from sayso.resolve.rules import SURE
from sayso.resolve.settle import settle_all
from sayso.resolve.story import Story

MODEL = Path(str(files("sayso") / "data")) / "link.npz"
#: Parties whom to name wrongly is a libel.
NAMED = frozenset({"person", "organisation"})


class Analysis(Encoded, Protocol):
    """What the model that reads an article gives the resolver: the vectors of its subwords, and the names that it
    found.
    """

    @property
    def names(self) -> Sequence[Named]: ...


class Resolver:
    """Finds whose an article's attributions are; holds the linker's model and the table of offices, so make one for
    many.

    `register` stands in place of the shipped table of offices. A person or organisation is named only where that is
    right with a probability of at least `certain`; below, a description stands for itself, and what is no description
    is left open, with the candidates in its reason. A source that is a name of one bearer is not in doubt.
    """

    def __init__(self, register: Register | None = None, certain: float | None = None, model: Path = MODEL) -> None:
        self._register = register or Register()
        self._linker = Linker(model)
        self._sureness = Sureness(model.with_suffix(".json"))
        self._certain = self._sureness.certain if certain is None else certain

    def resolve(self, article: Article, attributions: Sequence[Attribution], analysis: Analysis) -> Resolution:
        """Who stands behind each attribution, under the fullest name that the article gives.

        Spans are code points of `article.text`. Nothing is raised; an attribution without a source whose speaker is
        not plain from what stands around it has the speaker of kind "unknown". A text so long that it has no vectors
        is resolved by the rules alone.
        """
        if not len(analysis.starts):
            return _by_rules(article, attributions, self._register, analysis.names, self._certain)
        story, mentions, answers = self._link(article, attributions, analysis)
        choices = choose_parties(story, mentions, answers)
        judged = [self._judge(story, n, choice) for n, choice in enumerate(choices)]
        return build_resolution(story, judged, tuple(find_meant(story, mentions, answers)))

    def choose(
        self, article: Article, attributions: Sequence[Attribution], analysis: Analysis
    ) -> tuple[Story, list[Choice]]:
        """The story of an article that has vectors, and the choice for each attribution before it is judged."""
        story, mentions, answers = self._link(article, attributions, analysis)
        return story, choose_parties(story, mentions, answers)

    def _link(
        self, article: Article, attributions: Sequence[Attribution], analysis: Analysis
    ) -> tuple[Story, list[Mention], dict[int, Answer]]:
        story = read_story(article, attributions, self._register, analysis.names)
        settle_all(story)
        mentions = find_mentions(story)
        return story, mentions, self._linker.answer(story, build_scene(story, mentions), analysis)

    def _judge(self, story: Story, number: int, choice: Choice) -> Judged:
        speaker, statement = self._sureness.of(choice, story.attributions[number])
        party = choice.found.party
        if party is None or party.kind not in NAMED or choice.plain or speaker >= self._certain:
            return Judged(choice, speaker, statement)
        own = choice.own.party
        if own is None or own.kind in NAMED:
            return Judged(choice, speaker, statement, open=True)
        # Whoever is meant: the description is true of him.
        return Judged(replace(choice, found=choice.own), speaker, statement)


def resolve_speakers(
    article: Article, attributions: Sequence[Attribution], register: Register | None = None
) -> Resolution:
    """The same by the rules alone: no model, nothing left open for doubt."""
    return _by_rules(article, attributions, register, None, 0.0)


def _by_rules(
    article: Article,
    attributions: Sequence[Attribution],
    register: Register | None,
    names: Sequence[Named] | None,
    certain: float,
) -> Resolution:
    """The rules' own speakers, those left open by whose rule less than `certain` are right."""
    story = read_story(article, attributions, register, names)
    settle_all(story)
    judged = []
    for number, attribution in enumerate(attributions):
        found = story.settled[number]
        sure = SURE[found.rule]
        doubt = found.party is not None and found.party.kind in NAMED and sure < certain
        judged.append(Judged(Choice(found, sure), sure, sure * attribution.confidence, doubt))
    return build_resolution(story, judged)
