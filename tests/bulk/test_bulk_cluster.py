"""On a cluster, with nodes that are killed, the dataset is that of this machine."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulk_runs import finish, prints_of, start
from ray.cluster_utils import Cluster

from sayso.show.cli import main


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A head that reads nothing, and two nodes of one core each, all on this machine."""
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    for _ in range(2):
        made.add_node(num_cpus=1)
    yield made
    made.shutdown()


def test_killing_a_node_changes_nothing(cluster: Cluster, lines: Path, dataset: Path, tmp_path: Path) -> None:
    rng = random.Random(1)
    run = start(lines, tmp_path / "out", "--ray", cluster.address)
    marks = tmp_path / "out" / "_work" / "marks"
    while not (marks.exists() and any(marks.iterdir())):
        assert run.poll() is None, run.communicate()
        time.sleep(0.1)
    time.sleep(rng.uniform(0, 1))
    cluster.remove_node(rng.choice(sorted(cluster.worker_nodes, key=id)), allow_graceful=False)
    cluster.add_node(num_cpus=1)
    finish(run)
    assert prints_of(tmp_path / "out") == prints_of(dataset)


def test_a_cluster_that_is_not_there_is_named(lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bulk", str(lines), str(tmp_path / "out"), "--ray", "127.0.0.1:1"]) == 2
    assert "--ray 127.0.0.1:1" in capsys.readouterr().err
