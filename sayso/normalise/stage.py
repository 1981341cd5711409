"""The stage: what stands behind each statement of one article."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt

from sayso.dense import Floats
from sayso.encoded import Encoded
from sayso.errors import ModelError
from sayso.layout import lay_out
from sayso.model import Act, Article, Attribution, Figure, Meant, Saying, Span
from sayso.normalise.candidates import (
    LISTENER,
    OCCASION,
    SORTS,
    TIME,
    Candidate,
    find_listeners,
    find_spots,
    find_times,
)
from sayso.normalise.dates import When, find_dates, parse_day
from sayso.normalise.figures import find_figures
from sayso.normalise.layout import Statements, cover, place_statements
from sayso.normalise.network import Network
from sayso.normalise.pairs import Pairs
from sayso.normalise.values import choose, find_hedge, name_listener, to_addressee, to_said_on, to_venue

MODEL = Path(str(files("sayso") / "data")) / "fields.npz"
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class Normalised:
    """The sayings of an article's attributions, in their order, and all figures of the article."""

    sayings: tuple[Saying, ...]
    figures: tuple[Figure, ...]


class Normaliser:
    """Finds to whom, where and when something was said, which act it is, how sure, and with which figures."""

    def __init__(self, model: Path = MODEL) -> None:
        self._network = Network(model)
        try:
            settings = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))
            self._least: list[float] = settings["least"]
            self._hedged: float = settings["hedged"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the model {model.with_suffix('.json').name} is missing or damaged") from error

    def normalise(
        self,
        article: Article,
        attributions: Sequence[Attribution],
        speakers: Sequence[str | None],
        meant: Sequence[Meant],
        encoded: Encoded,
    ) -> Normalised:
        """What stands behind each attribution; `speakers` has the id of each one's speaker, `meant` whom mentions mean.

        Spans are code points of `article.text`. A text so long that it has no vectors gets figures alone.
        """
        dates = find_dates(article.text, article.published)
        figures = tuple(find_figures(article.text, [d.span for d in dates if d.unit != "ref"]))
        if not attributions or not len(encoded.starts):
            return Normalised(tuple(Saying(figures=_within(figures, a)) for a in attributions), figures)
        statements = place_statements(article.text, attributions, encoded)
        with self._network.one_thread():
            read = self._read(article, attributions, speakers, meant, encoded, statements, dates)
        sayings: list[Saying] = [Saying()] * len(attributions)
        for n, number in enumerate(statements.order):
            sayings[number] = read.saying(n, _within(figures, attributions[number]))
        return Normalised(tuple(sayings), figures)

    def _read(
        self,
        article: Article,
        attributions: Sequence[Attribution],
        speakers: Sequence[str | None],
        meant: Sequence[Meant],
        encoded: Encoded,
        statements: Statements,
        dates: Sequence[When],
    ) -> "_Reading":
        network, text = self._network, article.text
        vectors = encoded.vectors.astype(np.float32)
        words = network.read(vectors)
        hedges = network.hedges(words)
        x = network.gather(words, statements)
        tags = network.tags(vectors)
        spots = find_spots(tags, text, encoded)
        candidates = find_times(dates, encoded) + spots + find_listeners(tags, meant, spots, text, encoded)
        pairs = Pairs(
            lay_out(text), attributions, statements, speakers, candidates, parse_day(article.published), encoded
        )
        shares = network.circumstances(words, x, candidates, pairs) if candidates else []
        hedged = network.hedged(x, hedges, statements)
        by_sort = [[c for c in candidates if c.sort == sort] for sort in range(len(SORTS))]
        names = {c.span: name_listener(c, text, meant) for c in candidates if c.sort == LISTENER}
        return _Reading(
            text,
            encoded,
            statements,
            network.acts(x),
            hedged > self._hedged,
            hedges,
            by_sort,
            shares,
            names,
            self._least,
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the network says of the statements of an article."""

    text: str
    encoded: Encoded
    statements: Statements
    acts: Floats
    hedged: npt.NDArray[np.bool_]
    hedges: Floats
    candidates: Sequence[Sequence[Candidate]]
    shares: Sequence[Floats]
    names: dict[Span, str | None]
    least: Sequence[float]

    def saying(self, n: int, figures: tuple[Figure, ...]) -> Saying:
        """The n-th statement's."""
        hedged = bool(self.hedged[n])
        listener = self._choose(LISTENER, n)
        return Saying(
            act=ACTS[int(self.acts[n].argmax())],
            hedged=hedged,
            hedge=find_hedge(self.statements, n, self.hedges, self.text, self.encoded) if hedged else (),
            addressee=to_addressee(listener, self.names.get(listener.span) if listener else None),
            venue=to_venue(self._choose(OCCASION, n), self.text),
            said_on=to_said_on(self._choose(TIME, n)),
            figures=figures,
        )

    def _choose(self, sort: int, n: int) -> Candidate | None:
        if not self.shares:
            return None
        return choose(self.candidates[sort], self.shares[sort][n], partial(_value, self), self.least[sort])


def _value(reading: _Reading, c: Candidate) -> object:
    """What makes two candidates one value."""
    if c.when:
        return c.when.first, c.when.last
    if c.sort == LISTENER:
        return reading.names.get(c.span) or reading.text[slice(*c.span)].lower()
    return reading.text[slice(*c.span)].lower()


def _within(figures: Sequence[Figure], a: Attribution) -> tuple[Figure, ...]:
    return tuple(f for f in figures if cover(f.span, a.content))
