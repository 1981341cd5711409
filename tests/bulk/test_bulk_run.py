"""The dataset: what it holds, who can read it, what is said of what is not in it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import fsspec
import pyarrow.parquet as pq
import pytest
from bulk_runs import finish, prints_of, start
from bulk_samples import pack, record, tell, write_lines

from sayso.bulk.dataset import read_records
from sayso.bulk.inputs import find_sources
from sayso.bulk.join import join
from sayso.bulk.run import Todo, run
from sayso.bulk.shards import cut_shards
from sayso.bulk.tables import SCHEMAS
from sayso.bulk.worker import Settings, ShardReader
from sayso.errors import UsageError
from sayso.model import Json
from sayso.pipeline import Reader
from sayso.reading import read_articles
from sayso.show.cli import main


def test_a_dataset_holds_the_records_as_they_are_read(lines: Path, dataset: Path) -> None:
    reader = Reader()
    articles = list(read_articles(lines))[:50]
    read = [json.loads(json.dumps(reader.read(article).to_json())) for article in articles]
    assert list(read_records(str(dataset))) == read


def test_every_column_says_what_it_means(dataset: Path) -> None:
    for table, schema in SCHEMAS.items():
        (part, *_) = sorted((dataset / table).iterdir())
        found = pq.read_schema(part)
        assert found.names == schema.names
        assert all(field.metadata[b"description"] for field in found)
        assert found.metadata[b"sayso_bulk"] == b"1"


def test_other_programs_read_it(dataset: Path) -> None:
    query = f"""
        SELECT count(*), count(DISTINCT s.article), min(a.copy = a.article)
        FROM '{dataset}/statements/*.parquet' s JOIN '{dataset}/articles/*.parquet' a USING (article)"""
    rows = duckdb.sql(query).fetchall()
    assert rows[0][1] == 50
    assert rows[0][0] > 200


def test_what_is_there_twice_is_counted_and_kept_once(dataset: Path) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text())
    assert manifest["counts"]["articles"] == 50
    assert manifest["counts"]["items"] == 51
    assert manifest["skipped"] == {"is the same article as another one": 1}
    (row,) = duckdb.sql(f"SELECT input, ref FROM '{dataset}/skipped/*.parquet'").fetchall()
    assert row[1] == "a3"
    for table in ("articles", "statements", "speakers", "relations"):
        (count,) = duckdb.sql(f"SELECT count(*) FROM '{dataset}/{table}/*.parquet'").fetchall()
        assert count[0] == manifest["counts"][table]


def test_near_duplicates_are_marked_over_all_inputs(tmp_path: Path) -> None:
    rows = [{"id": f"a{n}", "text": tell(n), "url": f"https://herald.example/{n}"} for n in range(6)]
    wire = [
        {
            "id": f"b{n}",
            "text": f"VELMAR (Coast Wire) {tell(n)} Reporting by Otto Lind.",
            "url": f"https://g.example/{n}",
        }
        for n in (1, 4)
    ]
    for name, some in (("one", rows), ("two", wire)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in some))
    told = finish(start(f"{tmp_path}/*.jsonl", tmp_path / "out"))
    assert told["copies"] == 2
    found = duckdb.sql(
        f"SELECT list_sort(list(ref)) FROM '{tmp_path}/out/articles/*.parquet' GROUP BY copy HAVING count(*) > 1"
    ).fetchall()
    assert sorted(row[0] for row in found) == [["a1", "b1"], ["a4", "b4"]]


def test_archives_folders_and_columns_are_read(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.warc.gz").write_bytes(b"".join(pack(record(n)) for n in range(3)) + pack(record(3))[:-30])
    table = duckdb.sql("SELECT * FROM (VALUES ($1, DATE '2024-05-01'), ($2, NULL)) AS t(text, published)",
                       params=[tell(10), tell(11)])  # fmt: skip
    table.write_parquet(str(source / "b.parquet"))
    (source / "c.txt").write_text(tell(12))
    (source / "d.html").write_bytes(b"")
    told = finish(start(source, tmp_path / "out"))
    assert told["counts"]["articles"] == 6
    assert told["skipped"] == {"is damaged": 1, "is empty": 1} or told["skipped"] == {"is cut short": 1, "is empty": 1}
    days = duckdb.sql(f"SELECT published FROM '{tmp_path}/out/articles/*.parquet' WHERE input LIKE '%b.parquet'")
    assert sorted(str(day) for (day,) in days.fetchall()) == ["2024-05-01", "None"]


def test_a_run_may_go_to_and_from_any_file_system(lines: Path) -> None:
    with fsspec.open("memory://in/lines.jsonl", "wb") as file:
        file.write(lines.read_bytes()[:6000])
    settings = Settings(shard=3)

    def read(todo: Todo) -> Iterator[tuple[int, Json]]:
        reader = ShardReader("memory://out", settings)
        return ((shard.read, reader.read(shard, {})) for shard in todo.shards())

    manifest, _ = run("memory://in", "memory://out", settings, "r", read, lambda _: None)
    assert len(list(read_records("memory://out"))) == manifest["counts"]["articles"] > 3


def test_a_dataset_goes_into_a_ledger(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = str(tmp_path / "l.db")
    assert main(["add", str(dataset), "--ledger", ledger]) == 0
    assert "50 added" in capsys.readouterr().out
    assert main(["add", str(dataset), "--ledger", ledger]) == 0
    assert "50 unchanged" in capsys.readouterr().out
    assert main(["check", "--ledger", ledger]) == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (["--accurate"], "with other settings"),
        (["--shard", "7"], "with other settings"),
        (["--certain", "0.5"], "by another version or model"),
    ],
)
def test_a_dataset_of_another_run_is_left_alone(
    lines: Path, dataset: Path, change: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = prints_of(dataset)
    assert main(["bulk", str(lines), str(dataset), "--shard", "5", *change]) == 2
    assert reason in capsys.readouterr().err
    assert prints_of(dataset) == before


def test_other_inputs_and_other_folders_are_refused(
    lines: Path, dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write_lines(tmp_path / "other.jsonl", range(3))
    assert main(["bulk", str(other), str(dataset), "--shard", "5"]) == 2
    assert "from other inputs" in capsys.readouterr().err
    assert main(["bulk", str(lines), str(tmp_path)]) == 2
    assert "holds something else" in capsys.readouterr().err
    assert main(["bulk", str(tmp_path / "nothing"), str(tmp_path / "out")]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_the_same_command_again_changes_nothing(lines: Path, dataset: Path) -> None:
    before = prints_of(dataset)
    finish(start(lines, dataset))
    assert prints_of(dataset) == before


def test_a_poisonous_item_costs_itself(tmp_path: Path, poisoned: Callable[[], dict[str, str]]) -> None:
    rows = [{"id": f"a{n}", "text": tell(n)} for n in range(12)]
    rows[2]["text"] += " ENDLESS"
    rows[8]["text"] += " CRASH"
    source = tmp_path / "lines.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    told = finish(start(source, tmp_path / "out", "--limit", "3", **poisoned()))
    assert told["counts"]["articles"] == 10
    assert told["skipped"] == {"ended the process that read it": 1, "took longer than 3 seconds": 1}


def test_a_text_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    source = tmp_path / "long.jsonl"
    source.write_text(json.dumps({"text": "It rained in Velmar, the mayor said. " * 6000}) + "\n")
    told = finish(start(source, tmp_path / "out"))
    assert told["skipped"] == {"is longer than 200,000 characters": 1}


def test_shards_are_the_same_whenever_they_are_cut(lines: Path) -> None:
    sources = find_sources(str(lines), "out")
    one, other = ([shard[:4] for shard in cut_shards(sources, 4)] for _ in range(2))
    assert one == other
    assert sum(len(shard[3]) for shard in one) == 51


def test_joining_again_after_a_stop_gives_the_same(lines: Path, tmp_path: Path, dataset: Path) -> None:
    """Stopped while parts are put where they stay."""
    out = tmp_path / "out"
    settings = Settings(shard=5)
    reader = ShardReader(str(out), settings)
    store = reader.store
    for shard in cut_shards(find_sources(str(lines), "out"), 5):
        reader.read(shard, {})
    names = store.names("_work/marks")
    written = store.write_table
    left = [7]

    def write(path: str, table: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        written(path, table)

    store.write_table = write  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        join(store, names, {})
    store.write_table = written  # type: ignore[method-assign]
    join(store, names, {})
    same = {name: print_ for name, print_ in prints_of(dataset).items() if name != "manifest.json"}
    assert {name: print_ for name, print_ in prints_of(out).items() if name != "manifest.json"} == same


def test_what_is_no_dataset_s_place_is_named() -> None:
    with pytest.raises(UsageError):
        ShardReader("nothing-knows-this://out", Settings())
