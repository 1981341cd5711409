"""The sentence around a content that says little alone: "it", "the plan", "walls"."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from sayso.layout import lay_out
from sayso.ledger.answers import Answer
from sayso.ledger.bearings import Bearing
from sayso.ledger.dialects import in_pieces
from sayso.ledger.tables import article
from sayso.words import split_words

#: A content of fewer words is shown in its sentence, with at most so many characters before and after it.
FEW, MOST = 6, 260


class Scene(NamedTuple):
    """The words of the sentence before a content, and after it."""

    before: str
    after: str


def find_scenes(connection: Connection, answers: Iterable[Answer]) -> dict[str, Scene]:
    """The scenes of the statements that need one, by their ids."""
    short = {
        answer.data["statement"]["id"]: answer.data
        for answer in answers
        if len(split_words(answer.data["statement"]["text"])) < FEW and answer.data["statement"]["content"]
    }
    ids = {data["article"]["id"] for data in short.values()}
    texts: dict[str, str] = {}
    for some in in_pieces(sorted(ids)):
        texts.update(connection.execute(select(article.c.id, article.c.text).where(article.c.id.in_(some))).all())
    return {id_: cut_scene(texts[data["article"]["id"]], data["statement"]["content"]) for id_, data in short.items()}


def ends_of(found: Iterable[Bearing]) -> list[Answer]:
    """The statements that relations join."""
    return [side for one in found for side in (one.later, one.earlier)]


def cut_scene(text: str, content: list[list[int]]) -> Scene:
    """The rest of the sentence that a content stands in."""
    start, end = min(a for a, _ in content), max(b for _, b in content)
    low = max(0, start - 2 * MOST)  # the sentences of a whole book are not looked for
    near = text[low : end + 2 * MOST]
    starts = [low + at for at in (*lay_out(near).sentences, len(near))]
    begin = max(at for at in starts if at <= start)
    stop = min((at for at in starts if at >= end), default=len(text))
    before, after = text[begin:start], text[end:stop]
    before = before if len(before) <= MOST else "… " + before[-MOST:].partition(" ")[2]
    after = after if len(after) <= MOST else after[:MOST].rpartition(" ")[0] + " …"
    return Scene(before, after.rstrip())
