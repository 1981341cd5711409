"""The command line from words to exit status, with an engine that reads nothing."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from show_samples import ARTICLE, RECORD, FakeEngine

from sayso.errors import LanguageError, ModelError, ReadError, UsageError
from sayso.model import Article, Record
from sayso.show.cli import main
from sayso.show.records import Given

HOSTILE = "\x1b[31mred\x1b]0;owned\x07\r\nsayso: forged \u202eline\ud800"


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def raise_error(error: BaseException) -> Record:
    raise error


def run_python(code: str, *arguments: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)  # type: ignore


def test_read_prints_the_record_and_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "ferry.html"], FakeEngine({"ferry.html": [ARTICLE]})) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Night ferry to stop in March, says mayor\n")
    assert err == ""


def test_what_cannot_be_read_is_named_on_stderr_and_the_rest_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    engine = FakeEngine({"a": [ReadError("a.html", "no article in it")], "b": [ARTICLE]})
    assert main(["read", "a", "b"], engine) == 1
    out, err = capsys.readouterr()
    assert err == "sayso: a.html: no article in it\n"
    assert "Night ferry" in out


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("odd\nthing"), "sayso: ferry.html: internal error: ValueError: odd thing\n"),
        (RuntimeError(), "sayso: ferry.html: internal error: RuntimeError\n"),
        (LanguageError("ferry.html", "written in Swedish"), "sayso: ferry.html: written in Swedish\n"),
    ],
)
def test_an_article_that_fails_is_one_line_and_the_next_is_read(
    error: Exception, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(article: Article) -> Record:
        return RECORD if article.ref == "good" else raise_error(error)

    engine = FakeEngine({"all": [ARTICLE, replace(ARTICLE, ref="good")]}, read)
    assert main(["read", "all"], engine) == 1
    out, err = capsys.readouterr()
    assert err == line
    assert out.count("8 statements") == 1


def test_a_source_that_breaks_midway_keeps_what_came_before_and_the_next_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    engine = FakeEngine({"a": [ARTICLE, PermissionError(13, "Permission denied")], "b": [ARTICLE]})
    assert main(["read", "a", "b"], engine) == 1
    out, err = capsys.readouterr()
    assert err == "sayso: a: Permission denied\n"
    assert out.count("8 statements") == 2


def test_a_missing_model_is_said_once_and_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    engine = FakeEngine({"a": [ARTICLE, ARTICLE]}, lambda _: raise_error(ModelError("the model is missing")))
    assert main(["read", "a"], engine) == 1
    assert capsys.readouterr().err == "sayso: the model is missing\n"


def test_the_reader_is_loaded_once_and_only_for_an_article() -> None:
    engine = FakeEngine({"a": [ReadError("a", "empty")], "b": [ARTICLE], "c": [ARTICLE]})
    main(["read", "a"], engine)
    assert engine.loaded == 0
    main(["read", "b", "c"], engine)
    assert engine.loaded == 1


def test_the_options_reach_the_library() -> None:
    engine = FakeEngine({"-": []})
    words = "read - --url https://a.example --outlet Herald --title T --published 2024-03-05 --allow-private"
    assert main(words.split(), engine) == 0
    assert engine.given == Given("https://a.example", "Herald", "T", "2024-03-05", True)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["read"],
        ["reed", "a"],
        ["read", "a", "--published", "5 March"],
        ["read", "a", "--published", "2024-02-30"],
        ["read", "a", "--out", "Herald"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words, FakeEngine()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: sayso" in err


def test_wrong_usage_found_later_ends_with_2_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a"], FakeEngine({"a": [UsageError("no such scheme: gopher")]})) == 2
    assert capsys.readouterr().err == "sayso: no such scheme: gopher\n"


def test_an_interrupt_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a"], FakeEngine({"a": [ARTICLE, KeyboardInterrupt()]})) == 130
    assert capsys.readouterr().err == ""


def test_hostile_names_and_reasons_become_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a"], FakeEngine({"a": [ReadError(HOSTILE, HOSTILE)]})) == 1
    assert capsys.readouterr().err == "sayso: red sayso: forged line�: red sayso: forged line�\n"


def test_json_is_one_record_a_line_in_utf_8(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", "a", "--json"], FakeEngine({"a": [ARTICLE, ARTICLE]})) == 0
    out = capfdbinary.readouterr().out
    lines = out.removesuffix(b"\n").split(b"\n")
    assert [json.loads(line) for line in lines] == [RECORD.to_json()] * 2
    assert "“The ferry loses".encode() in lines[0]
    assert b"\r" not in out


def test_json_escapes_a_line_with_half_surrogates_and_no_other(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    engine = FakeEngine({"a": [replace(ARTICLE, title="half \udce9"), ARTICLE]})
    assert main(["read", "a", "--json"], engine) == 0
    half, whole = capfdbinary.readouterr().out.splitlines()
    assert half.isascii()
    assert json.loads(half)["article"]["title"] == "half \udce9"
    assert not whole.isascii()


_REAL_PROCESS = """
import sys
sys.path[:0] = sys.argv[1].split("|")
from show_samples import ARTICLE, FakeEngine
from sayso.show.cli import main
sys.exit(main(sys.argv[2:], FakeEngine({"a": [ARTICLE] * 200})))
"""


def test_json_and_view_stand_any_locale() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    paths = "|".join(path for path in sys.path if path)
    done = run_python(_REAL_PROCESS, paths, "read", "a", "--json", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.splitlines()[0]) == RECORD.to_json()
    done = run_python(_REAL_PROCESS, paths, "read", "a", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'| "The ferry loses two crowns for every crown it earns," ...' in done.stdout


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_closed_pipe_is_quiet(options: list[str]) -> None:
    paths = "|".join(path for path in sys.path if path)
    command = [sys.executable, "-c", _REAL_PROCESS, paths, "read", "a", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_output_that_cannot_be_written_is_one_line_and_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: str) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys.stdout, "write", refuse)
    assert main(["read", "a"], FakeEngine({"a": [ARTICLE]})) == 1
    assert capsys.readouterr().err == "sayso: No space left on device\n"


def test_a_closed_standard_output_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["read", "a"], FakeEngine({"a": [ARTICLE]})) == 2
    assert capsys.readouterr().err == "sayso: standard output is closed\n"


def test_help_and_version_answer_without_heavy_imports() -> None:
    heavy = {"rich", "numpy", "onnxruntime", "trafilatura", "tokenizers", "httpx", "feedparser", "lxml"}
    code = f"""
import sys
sys.path[:0] = sys.argv[1].split("|")
from sayso.show.cli import main
assert main(["--help"]) == main(["read", "--help"]) == main(["--version"]) == 0
loaded = {heavy!r} & set(sys.modules)
assert not loaded, loaded
"""
    done = run_python(code, "|".join(path for path in sys.path if path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"SOURCE is a file" in done.stdout


def test_records_are_printed_as_soon_as_they_are_made(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[int] = []

    def read(_: Article) -> Record:
        seen.append(capsys.readouterr().out.count("8 statements"))
        return RECORD

    assert main(["read", "a"], FakeEngine({"a": [ARTICLE] * 3}, read)) == 0
    assert seen == [0, 1, 1]


def test_the_command_keeps_the_talk_of_libraries_off_stderr() -> None:
    code = """
import sys
sys.path[:0] = sys.argv.pop(1).split("|")
import logging, warnings
from sayso.show import cli
def main():
    logging.getLogger("parser").warning("discarding data")
    warnings.warn("old")
    return 0
cli.main = main
cli.run()
"""
    done = run_python(code, "|".join(path for path in sys.path if path))
    assert (done.returncode, done.stderr) == (0, b"")
