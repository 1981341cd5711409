"""The ledger for assistants: quotations verbatim and linked, unknown speakers unknown."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from serve_samples import PlainEngine

from sayso.serve.assistant import build_server
from sayso.serve.room import Room


def call(address: str, tool: str, **arguments: Any) -> Any:
    async def ask() -> Any:
        async with Client(build_server(Room(address, PlainEngine()), "test")) as client:
            return await client.call_tool(tool, arguments)

    answer = asyncio.run(ask())
    assert not answer.is_error, answer
    return answer.structured_content.get("result", answer.structured_content)


def test_statements_are_quoted_verbatim_and_linked(address: str) -> None:
    (one,) = call(address, "search_statements", words="jobs")
    assert (one["said"], one["speaker"], one["link"]) == (
        "about 40 jobs would go",
        "Tom Adeyemi",
        "https://herald.example/ferry",
    )
    article = call(address, "read_article", article=one["article"])
    assert one["said"] in article["text"]
    assert one["id"] in [told["id"] for told in article["statements"]]


def test_disputes_and_speakers_are_found(address: str) -> None:
    (pair,) = call(address, "find_disputes", words="bridge")
    assert (pair["later"]["speaker"], pair["earlier"]["speaker"]) == ("Ines Falk", "Maria Lindqvist")
    who = call(address, "find_speakers", name="lindqvist")[0]
    assert "mayor of Eastport" in who["offices"]
    assert call(address, "find_changes", speaker=who["id"]) == []


def test_the_command_speaks_the_protocol(address: str) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    command = [str(Path(sys.executable).with_name("sayso")), "mcp", "--ledger", address]
    done = subprocess.run(command, input=json.dumps(hello) + "\n", capture_output=True, text=True, timeout=60)
    answer = json.loads(done.stdout.splitlines()[0])
    assert answer["result"]["serverInfo"]["name"] == "sayso"


TOOLS = ["search_statements", "find_disputes", "find_changes", "find_speakers", "read_article"]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_says_what_it_does(address: str, tool: str) -> None:
    async def ask() -> Any:
        async with Client(build_server(Room(address, PlainEngine()), "test")) as client:
            return await client.list_tools()

    found = {one.name: one.description for one in asyncio.run(ask()).tools}
    assert found[tool]
