"""Reading on a Ray cluster: inputs are cut and shards read wherever there is room.

Ray Data streams the shards from the tasks that cut inputs to a pool of actors, and does again what is lost with a node;
the parts and the mark of a shard are the same whoever writes them. An actor holds a worker of `sayso.bulk.pool`, so
that what ends or stops it costs an item and not the actor.
"""

import json
import logging
import os
import pickle
import socket
from collections.abc import Iterator
from typing import Any

import ray
import ray.data

from sayso.bulk.pool import Pool
from sayso.bulk.run import Todo
from sayso.bulk.shards import Group, cut_group, group_sources
from sayso.bulk.worker import Settings
from sayso.errors import UsageError
from sayso.model import Json


def read_on_cluster(
    todo: Todo, out: str, settings: Settings, workers: int | None, limit: float, address: str
) -> Iterator[tuple[int, Json]]:
    """Read on the cluster at an address (`sayso.bulk.run.Read`): "auto" for the one that this machine belongs to,
    "local" for one that is made here. `workers` are the actors at most; None for as many as there are cores.

    Raises `UsageError` where there is no cluster.
    """
    _connect(address)
    try:
        yield from _read_all(todo, pickle.dumps((out, settings, limit)), workers)
    finally:
        ray.shutdown()


def _read_all(todo: Todo, how: bytes, workers: int | None) -> Iterator[tuple[int, Json]]:
    groups = list(group_sources(todo.sources, todo.size, todo.known))
    if not groups:
        return
    count = workers or max(int(ray.cluster_resources().get("CPU", 1)), 1)  # type: ignore[no-untyped-call]
    rows = [{"group": pickle.dumps(group)} for group in groups]
    cut = _Cutter(todo, how)
    # Cutting takes hardly any time, and must not wait for a core that a reader holds.
    shards = ray.data.from_items(rows, override_num_blocks=len(rows)).flat_map(cut, num_cpus=0, concurrency=count)
    actors = ray.data.ActorPoolStrategy(min_size=1, max_size=count)
    for row in shards.map(_Reader, compute=actors, num_cpus=1).iter_rows():  # type: ignore[arg-type]
        yield row["read"], json.loads(row["mark"])


def _connect(address: str) -> None:
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # stderr is for our own lines
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        _require_listener(address)
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, ignore_reinit_error=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"--ray {address}: there is no cluster ({str(error).splitlines()[0]})") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # each shard by itself, or several would wait for one actor


def _require_listener(address: str) -> None:
    """Raises `OSError` where nobody listens: Ray itself would try for minutes."""
    host, found, port = address.removeprefix("ray://").rpartition(":")
    if found and port.isdigit():
        socket.create_connection((host, int(port)), timeout=10).close()


class _Cutter:
    """Cuts a group of inputs into the shards that are left; `how` are the packed words of the pool that reads them."""

    def __init__(self, todo: Todo, how: bytes) -> None:
        self._sources, self._size, self._done, self._how = todo.sources, todo.size, frozenset(todo.done), how

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The shards, packed."""
        group: Group = pickle.loads(row["group"])
        for shard in cut_group(self._sources, group, self._size):
            if shard.name not in self._done:
                yield {"shard": pickle.dumps(shard), "how": self._how}


class _Reader:
    """Reads shards, in an actor."""

    def __init__(self) -> None:
        self._pool: Pool | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """How far a shard stands in the inputs, and its mark."""
        if self._pool is None:
            out, settings, limit = pickle.loads(row["how"])
            self._pool = Pool(out, settings, 1, limit)
        shard = pickle.loads(row["shard"])
        ((_, mark),) = self._pool.read(iter([shard]))
        return {"read": shard.read, "mark": json.dumps(mark)}
