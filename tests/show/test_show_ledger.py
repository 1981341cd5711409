"""The commands of a ledger from words to exit status, with an engine that reads nothing."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from show_samples import ARTICLE, RECORD, FakeEngine

from sayso.errors import ReadError
from sayso.ledger.ledger import Ledger
from sayso.model import Article, Record
from sayso.show.cli import main

SECOND = replace(ARTICLE, url="https://gazette.example/ferry", outlet="Island Gazette", ref="second.html",
                 text=ARTICLE.text + "The gazette adds a line of its own.\n", title="No ferry in March")  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The address of a ledger that the commands use; nothing is in it yet."""
    path = tmp_path / "ledger.db"
    monkeypatch.setenv("SAYSO_LEDGER", str(path))
    return path


@pytest.fixture
def full(ledger: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A ledger with two articles."""
    assert add("first", "second") == 0
    capsys.readouterr()
    return ledger


def read(article: Article) -> Record:
    """The record of an article, with ids of its own."""
    ids = {s.id: hashlib.sha256((article.id + s.id).encode()).hexdigest()[:20] for s in RECORD.statements}
    told = (replace(s, id=ids[s.id], parent=ids.get(s.parent or "")) for s in RECORD.statements)
    return replace(RECORD, article=article, statements=tuple(told))


def add(*words: str) -> int:
    bad = ReadError("bad.html", "no article in it")
    engine = FakeEngine(read=read, sources={"first": [ARTICLE], "second": [SECOND], "bad": [bad]})
    return main(["add", *words], engine)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def answers(capsys: pytest.CaptureFixture[str]) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in lines(capsys)]


@pytest.mark.usefixtures("ledger")
def test_add_tells_what_became_of_each_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert add("first", "bad", "second") == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "added     Night ferry to stop in March, says mayor · 8 statements"
    assert out.splitlines()[-1] == "2 added"
    assert err == "sayso: bad.html: no article in it\n"
    assert add("first", "second") == 0
    assert lines(capsys)[-1] == "2 unchanged"


@pytest.mark.usefixtures("ledger")
def test_add_again_does_not_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_: object) -> None:
        raise AssertionError("it was read")

    assert add("first") == 0
    engine = FakeEngine({"first": [ARTICLE]}, read=fail)  # type: ignore[arg-type]
    assert main(["add", "first"], engine) == 0
    assert lines(capsys)[-1].startswith("unchanged")


@pytest.mark.usefixtures("ledger")
def test_add_in_json_has_a_line_for_each_article(capsys: pytest.CaptureFixture[str]) -> None:
    add("first", "--json")
    assert answers(capsys) == [
        {"article": ARTICLE.id, "ref": ARTICLE.ref, "outcome": "added", "statements": 8, "versions": 1}
    ]


@pytest.mark.usefixtures("full")
def test_add_again_reads_what_another_version_had_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--again", "--certain", "0.5"], FakeEngine({}, read)) == 0
    assert lines(capsys)[-1] == "2 reread"
    assert main(["add", "--again", "--certain", "0.5"], FakeEngine({}, read)) == 0
    assert lines(capsys) == []


@pytest.mark.usefixtures("ledger")
def test_add_goes_on_when_nobody_reads_its_output(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("sayso.show.add._show_line", fail)
    monkeypatch.setattr("sayso.show.add.drop_output", lambda: None)
    assert add("first", "second") == 0
    assert main(["check"]) == 0
    monkeypatch.undo()


@pytest.mark.parametrize(
    "command", [["correct", "x", "act", "deny"], ["speakers", "undo", "1"], ["correct", "--undo", "1"]]
)
def test_a_mistyped_ledger_is_not_made(ledger: Path, command: list[str]) -> None:
    assert main(command) == 1
    assert not ledger.exists()


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("words", [["who", "x", "--kind", "group"], ["correct", "--list", "--speaker", "x"],
                                   ["correct", "x", "act", "deny", "--json"]])  # fmt: skip
def test_options_that_would_do_nothing_are_refused(words: list[str]) -> None:
    assert main(words) == 2


def test_add_without_a_source_is_wrong_usage(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add() == 2
    assert "give a source" in capsys.readouterr().err
    assert not ledger.exists()


@pytest.mark.usefixtures("ledger")
def test_an_article_that_fails_to_be_read_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_: object) -> None:
        raise ValueError("odd")

    engine = FakeEngine({"first": [ARTICLE]}, read=fail)  # type: ignore[arg-type]
    assert main(["add", "first"], engine) == 1
    assert "internal error: ValueError: odd" in capsys.readouterr().err
    assert main(["check"]) == 0


@pytest.mark.parametrize("command", [["search", "ferry"], ["who"], ["export"], ["check"], ["correct", "--list"]])
def test_without_a_ledger_a_command_says_so(
    ledger: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 1
    assert capsys.readouterr().err == f"sayso: {ledger}: there is no ledger here; `sayso add` makes one\n"
    assert not ledger.exists()


@pytest.mark.usefixtures("full")
def test_search_shows_whose_what_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "pier", "winter", "--outlet", "harbour herald"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("the harbour board\n")
    assert "that the pier “will not last another winter.”" in out
    assert "Harbour Herald · 5 March 2024 · Night ferry to stop in March, says mayor" in out
    assert "1 reprint" in out


@pytest.mark.usefixtures("full")
def test_a_statement_of_nobody_certain_shows_the_words_that_tell_whose(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", '"about time"', "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith("? (A man on the quay)\n")


@pytest.mark.usefixtures("full")
def test_search_in_json_is_the_contract_s_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", '"two crowns"', "--json"]) == 0
    found = answers(capsys)
    assert {one["article"]["outlet"] for one in found} == {"Harbour Herald", "Island Gazette"}
    assert {one["speaker"]["name"] for one in found} == {"Maria Lindqvist"}
    assert len({one["speaker"]["id"] for one in found}) == 1
    assert found[0]["reprints"] == 1
    assert " … " in found[0]["statement"]["text"]


@pytest.mark.usefixtures("full")
def test_search_pages(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for page in ("1", "2"):
        assert main(["search", "--speaker", "lindqvist", "--limit", "3", "--page", page]) == 0
        out = capsys.readouterr().out
        told += re.findall(r"^  ([0-9a-f]{20})$|· ([0-9a-f]{20})$", out, re.M)
        assert ("There is more: --page 2" in out) == (page == "1")
    assert main(["search", "ferry", "--page", "99"]) == 0
    assert "There is nothing more." in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [[], ["-ferry"], ['"'], ["--act", "shout"], ["x", "--from", "May"], ["x", "--limit", "0"]]
)
@pytest.mark.usefixtures("full")
def test_a_wrong_search_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("full")
def test_who_lists_speakers_and_what_one_said_with_a_chart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who"]) == 0
    assert lines(capsys)[0] == "     6  Maria Lindqvist  person, 5 March 2024"
    assert main(["who", "maria", "lindqvist", "--limit", "2"]) == 0
    out = capsys.readouterr().out
    assert "  2024      █                    6" in out
    assert "The night ferry between Eastport and Hollin Island" in out
    assert main(["who", "nobody known"]) == 1
    assert "nobody in the ledger is named 'nobody known'" in capsys.readouterr().err


@pytest.mark.usefixtures("full")
def test_nobody_is_never_taken_for_the_writer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "--kind", "unknown"]) == 0
    out = capsys.readouterr().out
    assert "unattributed  unknown" in out
    assert "the writer" not in out


@pytest.mark.usefixtures("full")
def test_who_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "--json", "--limit", "1"]) == 0
    (line,) = answers(capsys)
    assert (line["speaker"]["name"], line["statements"], line["first"]) == ("Maria Lindqvist", 6, "2024-03-05")
    assert main(["who", line["speaker"]["id"], "--json"]) == 0
    assert len(answers(capsys)) == 6


@pytest.mark.usefixtures("full")
def test_a_merge_is_shown_with_its_reason_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["who", "adeyemi", "--json"]), main(["who", "lindqvist", "--json"])
    found = {one["speaker"]["id"] for one in answers(capsys)}
    assert len(found) == 2
    assert main(["speakers", "merge", *sorted(found), "--by", "nora", "--note", "same voice"]) == 0
    number = re.search(r"judgement (\d+)", capsys.readouterr().out)
    assert number
    assert main(["speakers", "list", "adeyemi"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "by nora" in out
    assert "(same voice)" in out
    assert main(["speakers", "undo", number[1]]) == 0
    capsys.readouterr()
    main(["who", "adeyemi", "--json"])
    assert {one["speaker"]["name"] for one in answers(capsys)} == {"Tom Adeyemi"}


@pytest.mark.usefixtures("full")
def test_a_correction_is_made_listed_shown_exported_and_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", '"40 jobs"', "--outlet", "harbour herald", "--json"])
    id_ = answers(capsys)[0]["statement"]["id"]
    assert main(["correct", id_, "speaker", "organisation:The Ministry", "--by", "nora"]) == 0
    assert "correction 1" in capsys.readouterr().out
    assert main(["search", "--speaker", "ministry"]) == 0
    assert "corrected: speaker" in capsys.readouterr().out
    assert main(["correct", "--list"]) == 0
    assert lines(capsys)[0].startswith(
        f'1 · {id_} · speaker is {{"name": "The Ministry", "kind": "organisation"}}, by nora'
    )
    assert main(["export", "--corrections"]) == 0
    assert answers(capsys)[0]["value"] == {"name": "The Ministry", "kind": "organisation"}
    assert main(["correct", "--undo", "1"]) == 0
    capsys.readouterr()
    assert main(["search", "--speaker", "ministry", "--json"]) == 0
    assert answers(capsys) == []


@pytest.mark.usefixtures("full")
def test_a_statement_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", '"40 jobs"', "--json"])
    id_ = answers(capsys)[0]["statement"]["id"]
    assert main(["correct", id_, "--accept", "--by", "nora"]) == 0
    assert main(["correct", "--list"]) == 0
    assert "right as it stands, by nora" in capsys.readouterr().out
    assert main(["search", '"40 jobs"']) == 0
    assert "accepted by nora" in capsys.readouterr().out


@pytest.mark.usefixtures("full")
def test_a_statement_is_dropped_and_another_added(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", '"about time"', "--json"])
    for one in answers(capsys):
        assert main(["correct", one["statement"]["id"], "--drop"]) == 0
    assert (
        main(["correct", "--add", ARTICLE.id[:10], "fears for its pupils", "--speaker", "organisation:Island School"])
        == 0
    )
    capsys.readouterr()
    main(["search", '"about time"', "--json"])
    assert answers(capsys) == []
    main(["who", "island school"])
    out = capsys.readouterr().out
    assert "fears for its pupils" in out
    assert "added by hand" in out


@pytest.mark.parametrize(
    ("words", "status"),
    [(["nothing", "act", "deny"], 1), (["nothing"], 2), ([], 2), (["a", "b", "c", "d"], 2), (["--undo", "7"], 1),
     (["nothing", "--drop", "--list"], 2)],
)  # fmt: skip
@pytest.mark.usefixtures("full")
def test_a_wrong_correction_is_refused_in_a_line(
    words: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["correct", *words]) == status
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("full")
def test_export_writes_files_and_folders_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in ("jsonl", "csv", "parquet", "jsonld", "webannotation", "ftm", "brat"):
        assert main(["export", "--format", format_, "--out", str(tmp_path / format_)]) == 0, format_
        assert (tmp_path / format_).stat().st_size
    first = json.loads((tmp_path / "jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first in (read(ARTICLE).to_json(), read(SECOND).to_json())
    assert not list(tmp_path.glob("*.part"))
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "linked")
    assert main(["export", "--out", str(link)]) == 0
    assert link.is_symlink()
    assert (tmp_path / "linked").read_bytes() == (tmp_path / "jsonl").read_bytes()
    assert main(["export", "--out", "/dev/null"]) == 0
    assert main(["export", "--format", "tsv"]) == 2
    assert main(["export", "--out", str(tmp_path / "no" / "such" / "file")]) == 2
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "brat")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_check_names_faults_and_ends_with_1(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "no fault was found" in capsys.readouterr().out
    with Ledger(str(full), writing=True) as ledger, ledger.write() as connection:
        connection.exec_driver_sql("UPDATE speaker SET party = 'nobody'")
    assert main(["check"]) == 1
    assert "speakers whose party is gone" in capsys.readouterr().err


@pytest.mark.usefixtures("ledger")
def test_hostile_titles_and_names_print_safely(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[31mred\r\nsayso: forged \u202eline"
    speakers = (replace(RECORD.speakers[0], name=hostile), *RECORD.speakers[1:])
    article = replace(ARTICLE, title=hostile, outlet=hostile, ref=hostile)
    engine = FakeEngine({"x": [article]}, read=lambda a: replace(read(a), speakers=speakers))
    assert main(["add", "x"], engine) == 0
    for command in (["search", "ferry"], ["who"], ["who", "forged"], ["speakers", "list", "forged"]):
        assert main(command) == 0
    out = capsys.readouterr().out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out
    assert "\nsayso: forged" not in out


def test_disputes_shows_both_sides_and_how_the_article_relates_them(
    full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (statement.id for statement in read(ARTICLE).statements[:2])
    row = (second, first, "disputes", "reported", "[[0, 3]]", 0.95)
    with Ledger(str(full), writing=True) as ledger, ledger.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO relation (from_id, to_id, kind, basis, evidence, confidence) VALUES (?, ?, ?, ?, ?, ?)", row
        )
    assert main(["disputes"]) == 0
    shown = lines(capsys)
    assert "disputes (as the article says, 95%)" in shown
    assert any(first in line for line in shown[shown.index("disputes (as the article says, 95%)") :])
    assert main(["disputes", "--kind", "all", "--json"]) == 0
    assert [(one["from"]["statement"]["id"], one["to"]["statement"]["id"]) for one in answers(capsys)] == [
        (second, first)
    ]
    assert main(["disputes", "--across"]) == 0
    assert lines(capsys) == ["Nothing was found."]
    assert main(["disputes", "--kind", "mocks"]) == 2
