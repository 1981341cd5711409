"""The installed command, as a stranger runs it."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "sayso"
PAGE = Path(__file__).parents[1] / "examples" / "harbour.html"


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, timeout=120)


def test_read_prints_who_said_what() -> None:
    done = run("read", PAGE)
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "Port minister walks back promise" in text
    assert "Tomas Rehn" in text
    assert "\x1b" not in text


def test_json_is_one_record_a_line_and_bad_inputs_are_named(tmp_path: Path) -> None:
    empty, wrong = tmp_path / "empty.txt", tmp_path / "wrong.jsonl"
    empty.write_bytes(b"")
    wrong.write_text('{"text": "The mayor said it rained.", "id": "a1"}\nnot json\n{"title": "no text"}\n')
    done = run("read", "--json", empty, wrong, tmp_path / "gone.html", PAGE)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    complaints = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert [r["article"]["ref"] for r in records] == ["a1", str(PAGE)]
    assert len(complaints) == 4
    assert all(line.startswith("sayso: ") for line in complaints)
    assert "Traceback" not in done.stderr.decode()


def test_why_tells_what_each_speaker_rests_on() -> None:
    view = run("read", "--why", "--all", PAGE).stdout.decode()
    (record,) = map(json.loads, run("read", "--why", "--json", PAGE).stdout.splitlines())
    (plain,) = map(json.loads, run("read", "--json", PAGE).stdout.splitlines())
    assert view.count("why: ") == len(record["statements"])
    assert all(statement["why"]["rule"] for statement in record["statements"])
    assert "why" not in plain["statements"][0]


def test_a_table_of_offices_of_one_s_own_is_known(tmp_path: Path) -> None:
    table, story = tmp_path / "own.csv", tmp_path / "story.txt"
    table.write_text("name,country,office,from,to,wikidata\nIda Brink,Norway,health minister,2030-01-01,,Q1\n")
    story.write_text("The Norwegian health minister said on Monday that the clinics would open in May.")
    given = ("read", "--json", "--published", "2031-03-02", "--actors", table, story)
    (record,) = map(json.loads, run(*given).stdout.splitlines())
    assert [(s["name"], s["wikidata"]) for s in record["speakers"]] == [("Ida Brink", "Q1")]
    table.write_text("name,office\nIda Brink,health minister\n")
    failed = run(*given)
    assert (failed.returncode, failed.stdout) == (2, b"")
    assert failed.stderr.decode().startswith(f"sayso: {table}:1: ")


def test_text_is_read_from_standard_input_and_hints_fill_what_it_lacks() -> None:
    done = run(
        "read", "--json", "--published", "2026-03-12", "--outlet", "The Gull", "-", given=b"The mayor said it rained."
    )
    article = json.loads(done.stdout)["article"]
    assert (article["published"], article["outlet"], article["ref"]) == ("2026-03-12", "The Gull", "-")


def test_another_language_is_named_and_not_guessed_at() -> None:
    text = "Der Minister sagte am Montag, die Brücke werde erst im nächsten Jahr geöffnet. " * 6
    done = run("read", "--json", "-", given=text.encode())
    assert done.returncode == 1
    assert b"German" in done.stderr
    assert not done.stdout


def test_wrong_usage_ends_with_two() -> None:
    assert run("read").returncode == 2
    assert run("read", "--published", "soon", PAGE).returncode == 2
    assert run("frobnicate").returncode == 2


def test_figures_are_listed_for_people_and_for_programs() -> None:
    view = run("read", "--figures", PAGE).stdout.decode()
    rows = [json.loads(line) for line in run("read", "--figures", "--json", PAGE).stdout.splitlines()]
    (record,) = map(json.loads, run("read", "--json", PAGE).stdout.splitlines())
    ids = {statement["id"] for statement in record["statements"]}
    assert "18,000,000 to 25,000,000 EUR" in view
    assert [r["span"] for r in rows if r["unit"] == "EUR"]
    assert {r["statement"] for r in rows} <= ids | {None}
    given = [f for s in record["statements"] for f in s["figures"]]
    assert all(f["span"] in [r["span"] for r in rows] for f in given)


def test_the_view_leaves_out_bare_mentions_and_json_leaves_out_nothing() -> None:
    (record,) = map(json.loads, run("read", "--json", PAGE).stdout.splitlines())
    mentions = sum(s["act"] == "mention" for s in record["statements"])
    short, whole = (run("read", *more, PAGE).stdout.decode() for more in ((), ("--all",)))
    assert ("--all shows" in " ".join(short.split())) == (mentions > 0)
    assert "--all shows" not in " ".join(whole.split())
    assert len(whole) >= len(short)


def test_the_ledger_from_adding_to_exporting(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"

    def ask(*words: str | Path) -> str:
        done = run(*words, "--ledger", ledger)
        assert (done.returncode, done.stderr) == (0, b""), done.stderr
        return done.stdout.decode()

    assert "2 added" in ask("add", PAGE.parent)
    assert "2 unchanged" in ask("add", PAGE.parent)
    assert "Tomas Rehn  person" in ask("who")
    said = [json.loads(line) for line in ask("who", "Tomas Rehn", "--json").splitlines()]
    assert len({answer["article"]["id"] for answer in said}) == 2
    assert len({answer["speaker"]["id"] for answer in said}) == 1
    assert len(ask("search", '"first ferries"', "--json").splitlines()) == 2
    records = [json.loads(line) for line in ask("export").splitlines()]
    read = [json.loads(line) for line in run("read", "--json", PAGE.parent).stdout.splitlines()]
    assert sorted(records, key=str) == sorted(read, key=str)
    assert "no fault was found" in ask("check")
    across = ask("disputes", "--kind", "all", "--across", "--json")
    assert [json.loads(line)["kind"] for line in across.splitlines()] == ["repeats"]
    assert "relations of 2 articles" in ask("relate")
    assert ask("disputes", "--kind", "all", "--across", "--json") == across
    assert "No change was found." in ask("changes", "Tomas Rehn")
    assert "promise" in ask("disputes", "--kind", "repeats", "--across")


def test_real_news_is_kept_and_found(tmp_path: Path, shared: Path) -> None:
    ledger = tmp_path / "ledger.db"
    part = tmp_path / "part.jsonl"
    with gzip.open(shared / "data/news/basil.jsonl.gz", "rt", encoding="utf-8") as file:
        part.write_text("".join(next(file) for _ in range(6)), encoding="utf-8")
    assert b"6 added" in run("add", part, "--ledger", ledger).stdout
    answers = [json.loads(line) for line in run("who", "beck", "--json", "--ledger", ledger).stdout.splitlines()]
    assert len({answer["article"]["outlet"] for answer in answers}) == 3
    assert run("check", "--ledger", ledger).returncode == 0
