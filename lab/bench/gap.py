"""Measure "he" and "she" on GAP: `python -m lab.bench.gap --shared ../shared [--part PART] [--errors N]
[--without-model]`.

A passage is read as an article without attributions or title, so nobody is known to speak. The party that the linker
gives the pronoun is compared with the parties of the names A and B. Two readings are scored: every guess, and only
those that are sure (`SURE` of the walks end there; for the rules alone, a lead of `DOUBTFUL`).
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from lab.gap import Answer, Pair, Part, Scored, read_pairs, score
from sayso.attribute.tagger import Tagger
from sayso.model import Article, Span
from sayso.resolve.cast import Party
from sayso.resolve.linker import Linker
from sayso.resolve.mentions import find_mentions
from sayso.resolve.opening import read_story
from sayso.resolve.pairs import build_scene
from sayso.resolve.pronouns import DOUBTFUL
from sayso.resolve.speakers import MODEL
from sayso.resolve.story import Story

NEITHER = Answer(False, False)
#: The share of the walks from which a guess is sure.
SURE = 0.8


class Reading(NamedTuple):
    """What the rules make of one row: the answer and by how much it leads; a lead of None is a pronoun left open.

    `known` says whether A and B were both found to be named parties.
    """

    answer: Answer
    lead: float | None
    known: bool
    means: str


def read_pronoun(pair: Pair) -> Reading:
    """Which of the two names the pronoun means."""
    story = read_story(Article(pair.text), ())
    parties = [_party(story, span) for span in (pair.a, pair.b)]
    known = None not in parties
    guess = story.guesses.get(story.words.place(pair.pronoun.start))
    if guess is None:
        return Reading(NEITHER, None, known, "")
    same = [party is guess.party for party in parties]
    if all(same):  # the rules joined the two names: the nearer one was written for this pronoun
        nearer = min((0, 1), key=lambda n: abs((pair.a, pair.b)[n].start - pair.pronoun.start))
        same = [nearer == 0, nearer == 1]
    return Reading(Answer(*same), guess.lead, known, guess.party.name)


class Linked:
    """The same by the model."""

    def __init__(self) -> None:
        self._tagger, self._linker = Tagger(), Linker(MODEL)

    def read_pronoun(self, pair: Pair) -> Reading:
        """Which of the two names the pronoun means; the lead is the share of the walks."""
        analysis = self._tagger.analyse(pair.text)
        story = read_story(Article(pair.text), (), names=analysis.names)
        mentions = find_mentions(story)
        answers = self._linker.answer(story, build_scene(story, mentions), analysis)
        at = story.words.place(pair.pronoun.start)
        answer = next((a for place, a in answers.items() if mentions[place].first == at), None)
        parties = [_party(story, span) for span in (pair.a, pair.b)]
        known = None not in parties
        if answer is None or answer.party is None:
            return Reading(NEITHER, None, known, "")
        same = [party is answer.party for party in parties]
        return Reading(Answer(*same), answer.probability, known, answer.party.name)


def _party(story: Story, span: Span) -> Party | None:
    """The party named within a span; of several the one that covers the span's last word."""
    places = story.words.within(*span)
    found = story.cast.within(places.start, places.stop)
    return story.cast.parties[found[-1]] if found else None


def report(pairs: Sequence[Pair], readings: Mapping[str, Reading], sure: float) -> None:
    """Print F1 and coverage of every guess and of the sure ones."""
    for name, least in (("every guess", 0.0), ("sure guesses", sure)):
        read = {key: r for key, r in readings.items() if r.lead is not None and r.lead >= least}
        figures = score(pairs, {key: r.answer for key, r in read.items()})
        named = sum(any(r.answer) for r in read.values())
        print(f"{name}: {_line(figures.overall)}, bias {figures.bias:.3f}")
        print(f"  masculine {_line(figures.masculine)}; feminine {_line(figures.feminine)}")
        print(f"  read {len(read) / len(pairs):.1%} of {len(pairs)}, as A or B {named / len(pairs):.1%}")
    print(f"A and B both found as names: {sum(r.known for r in readings.values()) / len(pairs):.1%}")


def _line(scored: Scored) -> str:
    return f"F1 {scored.f1:.1%} (P {scored.precision:.1%}, R {scored.recall:.1%})"


def main() -> None:
    """Print the figures, and every Nth wrong row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/gap")
    parser.add_argument("--part", choices=get_args(Part), default="validation")
    parser.add_argument("--errors", type=int, default=0, help="print every Nth row that is read wrongly")
    parser.add_argument("--without-model", action="store_true", help="by the rules alone (an ablation)")
    args = parser.parse_args()
    pairs = read_pairs(args.shared, args.part)
    read = read_pronoun if args.without_model else Linked().read_pronoun
    readings = {pair.id: read(pair) for pair in pairs}
    report(pairs, readings, DOUBTFUL if args.without_model else SURE)
    wrong = [pair for pair in pairs if readings[pair.id].answer != (pair.is_a, pair.is_b)]
    for pair in wrong[:: args.errors] if args.errors else []:
        a, b = pair.text[slice(*pair.a)], pair.text[slice(*pair.b)]
        gold = a if pair.is_a else b if pair.is_b else "neither"
        print(f"{pair.id} A {a!r} B {b!r} gold {gold!r} -> {readings[pair.id].means!r}")


if __name__ == "__main__":
    main()
