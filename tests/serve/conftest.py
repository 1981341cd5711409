"""A reading room on a small ledger, with somebody who may write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from serve_samples import fill

from sayso.dense import Floats
from sayso.ledger.ledger import Ledger
from sayso.model import Article, Attribution, Record, Span, Speaker, Statement, statement_id
from sayso.relate.judge import Judged, Pair
from sayso.serve.app import build_app
from sayso.serve.room import Room
from sayso.serve.tokens import make_token


class PlainReader:
    """Takes every quotation for a statement of the first name in the text."""

    def read(self, article: Article) -> Record:
        text = article.text
        if "“" not in text or "”" not in text:
            return Record(article)
        start, end = text.index("“"), text.index("”") + 1
        name = text[end:].split(" said")[0].strip(" ,") or "Nobody"
        at = text.index(name)
        source, content = (Span(at, at + len(name)),), (Span(start, end),)
        id_ = statement_id(article, Attribution(source, (), content))
        who = Speaker("p1", name, "person", (), None, source)
        told = Statement(id_, "p1", source, (), content, "direct", None, 0.9)
        return Record(article, (who,), (told,))


class NoJudge:
    """Relates nothing."""

    def judge(self, pairs: Any, *, across: bool = False) -> list[Judged | None]:
        del across
        return [None for _ in list[Pair](pairs)]

    def condense(self, vectors: Floats) -> Floats:
        return vectors


class PlainEngine:
    """Reading parts that need no model."""

    def name_reader(self) -> str:
        return "sayso test"

    def load_reader(self) -> PlainReader:
        return PlainReader()

    def load_judge(self) -> NoJudge:
        return NoJudge()


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A ledger of a few made-up articles."""
    path = str(tmp_path / "room.db")
    with Ledger(path, writing=True) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def token(address: str) -> str:
    """What lets Nora write."""
    with Ledger(address, writing=True) as ledger, ledger.write() as connection:
        return make_token(connection, "Nora", "2026-01-03T00:00:00Z")


@pytest.fixture
def app(address: str) -> FastAPI:
    """The room on that ledger."""
    return build_app(Room(address, PlainEngine()), "test", secret="a secret for tests", limits=False)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Somebody who asks for pages."""
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def ask(client: TestClient) -> Callable[..., Any]:
    """Asks the API and gives the JSON of its answer, which is of the status that is expected."""

    def get(path: str, status: int = 200, **params: Any) -> Any:
        answer = client.get(f"/api/v1{path}", params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    return get
