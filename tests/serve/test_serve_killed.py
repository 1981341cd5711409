"""A room that is killed while somebody reviews: what was said to be kept is kept."""

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from sayso.ledger.check import find_faults
from sayso.ledger.correct import list_corrections
from sayso.ledger.ledger import Ledger


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def start(address: str, port: int) -> subprocess.Popen[bytes]:
    command = [str(Path(sys.executable).with_name("sayso")), "serve", "--ledger", address, "--port", str(port)]
    room = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            httpx.get(f"http://127.0.0.1:{port}/api/v1/articles")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return room
    raise AssertionError("the room did not open")


def test_no_accepted_correction_is_lost(address: str, token: str) -> None:
    kept: set[int] = set()
    for _ in range(3):
        port = free_port()
        room = start(address, port)
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {token}"}
            ) as client:
                items = client.get("/api/v1/search", params={"limit": 100}).json()["items"]
                ids = [item["statement"]["id"] for item in items]
                killer = threading.Timer(0.4, room.send_signal, (signal.SIGKILL,))
                killer.start()
                kept |= review(client, ids)
        finally:
            room.kill()
            room.wait()
    assert len(kept) > 3
    with Ledger(address) as ledger, ledger.read() as connection:
        assert kept <= {one.n for one in list_corrections(connection)}
        assert find_faults(connection) == []


def review(client: httpx.Client, ids: list[str]) -> set[int]:
    """Accept again and again until the room is gone; the corrections that it said were kept."""
    kept: set[int] = set()
    try:
        while True:
            for id_ in ids:
                answer = client.post(f"/api/v1/statements/{id_}/accept", timeout=5)
                kept |= {answer.json()["correction"]} if answer.status_code == 200 else set()
    except httpx.TransportError:
        return kept
