"""`sayso bulk`: an archive of articles to a Parquet dataset."""

import os
import sys
import time
from argparse import Namespace
from contextlib import nullcontext, redirect_stdout
from functools import partial
from importlib import import_module

from sayso.bulk.pool import read_here
from sayso.bulk.run import Read, Step, run
from sayso.bulk.worker import Settings
from sayso.errors import UsageError
from sayso.model import Json
from sayso.pipeline import check_actors
from sayso.show.complaints import DONE, INCOMPLETE, complain
from sayso.show.engine import name_reader
from sayso.show.jsonl import write_json
from sayso.show.progress import Line
from sayso.show.records import Given


def execute(arguments: Namespace, _: object = None) -> int:
    """Read the archive; return the exit status."""
    actors = str(arguments.actors.resolve()) if arguments.actors else None
    settings = Settings(not arguments.accurate, arguments.certain, actors, arguments.shard)
    if arguments.actors:  # a table that is wrong is told before anything is begun
        check_actors(arguments.actors)
    reader = name_reader(Given(actors=arguments.actors, certain=arguments.certain))
    # What a cluster has to say is not for those who read our output.
    with Line(sys.stderr, sys.stdout) as line, redirect_stdout(sys.stderr) if arguments.ray else nullcontext():
        rate = _Rate()
        manifest, was_there = run(
            arguments.source,
            arguments.out,
            settings,
            reader,
            _choose(arguments, settings),
            lambda step: line.show(rate.tell(step)),
        )
    _tell(manifest, arguments.out, was_there=was_there, as_json=arguments.json)
    return INCOMPLETE if manifest["skipped"] else DONE


def _choose(arguments: Namespace, settings: Settings) -> Read:
    """Who reads."""
    known = {"out": arguments.out, "settings": settings, "limit": arguments.limit}
    if not arguments.ray:
        return partial(read_here, workers=arguments.workers or _count_cores(), **known)
    try:
        cluster = import_module("sayso.bulk.cluster")
    except ImportError:
        raise UsageError("--ray needs Ray: pip install 'sayso[ray]'") from None
    return partial(cluster.read_on_cluster, workers=arguments.workers, address=arguments.ray, **known)


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Rate:
    """Says how fast it goes, and for how long yet."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._first: int | None = None

    def tell(self, step: Step) -> str:
        """A line for a person."""
        spent = max(time.monotonic() - self._start, 1e-6)
        self._first = step.read if self._first is None else self._first
        told = f"{step.articles:,} articles, {step.articles / spent:.1f} a second, {step.words / spent:,.0f} words"
        read, left = step.read - self._first, step.size - step.read
        if read > 0 and left > 0:
            told += f", {_describe(spent * left / read)} left"
        return told


def _describe(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{max(minutes, 1)} min"


def _tell(manifest: Json, out: str, *, was_there: bool, as_json: bool) -> None:
    counts = manifest["counts"]
    for reason, count in sorted(manifest["skipped"].items(), key=lambda item: -item[1]):
        complain(f"{count:,} skipped", reason)
    if as_json:
        told = {key: manifest[key] for key in ("counts", "skipped", "copies", "shards")}
        write_json(told, sys.stdout)
        return
    found = ", ".join(f"{counts[name]:,} {name}" for name in ("articles", "statements", "speakers", "relations"))
    copies = f", {manifest['copies']:,} of them copies of others" if manifest["copies"] else ""
    print(f"{out}: {found}{copies}{' (was there already)' if was_there else ''}", flush=True)
