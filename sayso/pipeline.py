"""The stages that look at one article, one after the other: article -> record.

    read → attribute → resolve → normalise → relate → record

Nothing is remembered from one article to the next, so the same article gives the same bytes, alone or among a
million, on one machine or on many.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.attribute.marks import find_quoted
from sayso.attribute.spans import find_form
from sayso.attribute.tagger import Analysis, Tagger
from sayso.model import Article, Attribution, Record, Saying, Statement, statement_id
from sayso.normalise import Normaliser
from sayso.relate.comparer import Comparer
from sayso.relate.inferred import find_inferred, sides_of
from sayso.relate.reported import find_reported
from sayso.resolve import Register, Resolution, Resolver


class Reader:
    """Turns articles into records; holds the model, so make one and use it for many articles.

    `tagger` puts another model in the shipped one's place, `actors` is a CSV file of offices that a user adds
    (docs/offices.md); raises `UsageError` where that cannot be read. `certain` is the probability, from 0 to 1, below
    which no person or organisation is named; None is the model's own.
    """

    def __init__(self, tagger: Tagger | None = None, actors: Path | None = None, certain: float | None = None) -> None:
        self._resolver = Resolver(Register().with_rows(actors) if actors else Register(), certain)
        self._tagger = tagger or Tagger()
        self._normaliser = Normaliser()
        self._comparer = Comparer()

    def read(self, article: Article) -> Record:
        """The record of one article."""
        analysis = self._tagger.analyse(article.text)
        resolution = self._resolver.resolve(article, analysis.attributions, analysis)
        known = self._normaliser.normalise(
            article, analysis.attributions, resolution.chosen, resolution.meant, analysis
        )
        statements = _build_statements(article, analysis.attributions, resolution, known.sayings)
        record = Record(article, resolution.speakers, statements, (), known.figures)
        told = record.to_json()
        sides = sides_of(told, analysis)
        found = [*find_reported(article.text, statements), *find_inferred(told, sides, self._comparer)]
        vectors = {side.id: side.vectors for side in sides if side.vectors is not None}
        return replace(record, relations=tuple(found), vectors=vectors)

    def read_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of a stream of articles, one by one as they are asked for."""
        return map(self.read, articles)


def check_actors(path: Path) -> None:
    """Raise `UsageError`, which names file and line, where a table of offices makes no sense."""
    Register().with_rows(path)


def load_encoder() -> Callable[[str], Analysis]:
    """What reads a text again as the encoder does, where its statements are known."""
    return Tagger().analyse


def _build_statements(
    article: Article, attributions: Sequence[Attribution], resolution: Resolution, sayings: Sequence[Saying]
) -> tuple[Statement, ...]:
    ids = [statement_id(article, a) for a in attributions]
    quoted = list(find_quoted(article.text))
    made = [
        Statement(
            id=ids[number],
            speaker=resolution.chosen[number],
            source=a.source,
            cue=a.cue,
            content=a.content,
            form=find_form(a.content, article.text, quoted),
            parent=None if a.parent is None else ids[a.parent],
            confidence=resolution.confidences[number],
            reason=resolution.reasons[number],
            saying=sayings[number],
        )
        for number, a in enumerate(attributions)
    ]
    return tuple(made[number] for number in _reading_order(attributions))


def _reading_order(attributions: Sequence[Attribution]) -> list[int]:
    """As the text goes, a nested one after the one that it stands in."""

    def place(number: int) -> tuple[int, int, bool, int]:
        a = attributions[number]
        outer = number if a.parent is None else a.parent
        return attributions[outer].content[0].start, outer, a.parent is not None, a.content[0].start

    return sorted(range(len(attributions)), key=place)
