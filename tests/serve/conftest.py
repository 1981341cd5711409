"""A reading room on a small ledger, with somebody who may write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from serve_samples import PlainEngine, fill

from sayso.ledger.ledger import Ledger
from sayso.serve.app import build_app
from sayso.serve.room import Room
from sayso.serve.tokens import make_token


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
