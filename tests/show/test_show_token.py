"""`sayso token`: made, listed, withdrawn; and what the commands of the reading room refuse."""

from pathlib import Path

import pytest
from ledger_samples import ferry, keep

from sayso.ledger.ledger import Ledger
from sayso.serve.tokens import Doorkeeper
from sayso.show.cli import main


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A ledger in the working folder."""
    monkeypatch.chdir(tmp_path)
    with Ledger("sayso-ledger.db", writing=True) as ledger:
        keep(ledger, ferry())
    return "sayso-ledger.db"


def test_a_token_is_printed_once_listed_without_its_secret_and_withdrawn(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", "Nora", "Quist"]) == 0
    given = capsys.readouterr().out.strip()
    keeper = Doorkeeper()
    with Ledger(address) as ledger, ledger.read() as connection:
        found = keeper.verify(connection, given)
        assert found
        assert found.name == "Nora Quist"
        assert keeper.verify(connection, given + "x") is None
        assert given.split(".")[2] not in found.hash
    assert main(["token", "--list"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{found.id} · Nora Quist, made ")
    assert given.split(".")[2] not in told
    assert main(["token", "--withdraw", found.id]) == 0
    with Ledger(address) as ledger, ledger.read() as connection:
        assert keeper.verify(connection, given) is None


@pytest.mark.usefixtures("address")
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["token"], 2),
        (["token", "Nora", "--list"], 2),
        (["token", "--withdraw", "00"], 1),
        (["serve", "--port", "0"], 2),
        (["serve", "--ledger", "missing.db"], 1),
    ],
)
def test_what_is_wrong_is_one_line(words: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == status
    assert "Traceback" not in capsys.readouterr().err
