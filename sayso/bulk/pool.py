"""Processes of this machine that read shards side by side; what ends or stops one costs one item at most.

A worker that dies, or is at one item for too long, is replaced, and its shard read again from the start. An item at
which that happens twice is passed over: once may be a machine that slept. One at which workers are killed from outside
is passed over later only: whoever kills, be it the system for want of memory, seldom hits one item so often by chance.
"""

import os
import signal
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from threading import current_thread, main_thread
from time import monotonic
from typing import Any

from sayso.bulk.run import Todo
from sayso.bulk.shards import Shard
from sayso.bulk.worker import Settings, ShardReader
from sayso.errors import ModelError
from sayso.model import Json

#: Workers that end one after the other before any has begun to read.
_STILLBORN = 5
#: Seconds within which a process that has let go of its pipe is gone.
_ENDING = 5
#: So often may an item cost its worker; so often where the worker was killed by one of these signals.
_TWICE, _OFTEN = 2, 6
#: So many such shares are enough where no item is to blame.
_ENOUGH = 4
_FROM_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


@dataclass(slots=True)
class _Job:
    """A shard with what happened to it."""

    shard: Shard
    strikes: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    skipped: dict[int, str] = field(default_factory=dict)

    def strike(self, place: int, reason: str, share: float) -> None:
        """The worker was lost at an item, which is passed over when the shares come to 1."""
        self.strikes[place] += share
        if place < 0 and self.strikes[place] > _ENOUGH:
            raise ModelError(
                f"the processes that read end at {self.shard.name} again and again: is there memory enough?"
            )
        if place >= 0 and self.strikes[place] > 1 - 1e-9:
            self.skipped[place] = reason


class _Worker:
    """A process that reads shards, as seen from here."""

    def __init__(self, out: str, settings: Settings, core: int | None) -> None:
        context = get_context("spawn")
        self.core = core
        self.at: Any = context.RawArray("d", [-1.0, monotonic()])
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, self.at, out, settings, core), daemon=True)
        with _without_interrupts():  # an interrupt is for the one who started it all, and makes an end of them
            self.process.start()
        theirs.close()
        self.is_ready, self.job = False, None  # type: bool, _Job | None

    def give(self, job: _Job) -> None:
        """Hand a shard over."""
        self.at[0], self.at[1] = -1.0, monotonic()
        self.job = job
        with suppress(OSError):  # one that is gone is found out by its end
            self.pipe.send((job.shard, job.skipped))

    def is_stuck(self, limit: float) -> bool:
        """Whether it is at one item for too long."""
        return self.job is not None and self.at[0] >= 0 and monotonic() - self.at[1] > limit

    def end(self) -> None:
        """Make an end of it."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def read_here(todo: Todo, out: str, settings: Settings, workers: int, limit: float) -> Iterator[tuple[int, Json]]:
    """Read on this machine (`sayso.bulk.run.Read`); `limit` is the seconds that one item may take.

    Raises what a worker says would go wrong with every article.
    """
    pool = Pool(out, settings, workers, limit, pinned=True)
    try:
        for shard, mark in pool.read(todo.shards()):
            yield shard.read, mark
    finally:
        pool.end()


class Pool:
    """Workers that hold the model, until their end; `pinned`, each keeps to a core of its own."""

    def __init__(self, out: str, settings: Settings, count: int, limit: float, *, pinned: bool = False) -> None:
        self._out, self._settings, self._limit = out, settings, limit
        cores = _cores() if pinned else []
        places = [cores[n] if len(cores) >= count else None for n in range(count)]
        self._workers = [_Worker(out, settings, core) for core in places]
        self._jobs: deque[_Job] = deque()
        self._stillborn = 0

    def read(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Json]]:
        """Read shards side by side; each with its mark, as they are done."""
        more = True
        while more or self._jobs or any(worker.job for worker in self._workers):
            if more and len(self._jobs) < len(self._workers):
                shard = next(shards, None)
                more = shard is not None
                if shard is not None:
                    self._jobs.append(_Job(shard))
            for worker in self._workers:
                if worker.is_ready and worker.job is None and self._jobs:
                    worker.give(self._jobs.popleft())
            waiting = not more or len(self._jobs) >= len(self._workers)
            yield from self._listen(0.5 if waiting else 0)

    def _listen(self, seconds: float) -> Iterator[tuple[Shard, Json]]:
        heard = wait([worker.pipe for worker in self._workers], seconds)
        for n, worker in enumerate(self._workers):
            if worker.pipe in heard:
                try:
                    said = worker.pipe.recv()
                except (EOFError, OSError):
                    self._replace(n, "ended the process that read it")
                    continue
                if isinstance(said, BaseException):
                    raise said
                if said is None:
                    worker.is_ready, self._stillborn = True, 0
                elif worker.job:
                    shard, worker.job = worker.job.shard, None
                    yield shard, said
            elif worker.is_stuck(self._limit):
                self._replace(n, f"took longer than {self._limit:g} seconds")

    def _replace(self, n: int, reason: str) -> None:
        lost = self._workers[n]
        lost.process.join(0 if lost.is_stuck(self._limit) else _ENDING)
        from_outside = lost.process.exitcode in _FROM_OUTSIDE
        lost.end()
        if lost.job:
            lost.job.strike(int(lost.at[0]), reason, 1 / (_OFTEN if from_outside else _TWICE))
            self._jobs.appendleft(lost.job)
        elif not lost.is_ready:
            self._stillborn += 1
            if self._stillborn == _STILLBORN:
                raise ModelError("the processes that read end before they begin: is there memory enough?")
        self._workers[n] = _Worker(self._out, self._settings, lost.core)

    def end(self) -> None:
        """Make an end of all workers."""
        for worker in self._workers:
            worker.end()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _cores() -> list[int]:
    with suppress(AttributeError, OSError):
        return sorted(os.sched_getaffinity(0))
    return []


def _work(pipe: Connection, at: Any, out: str, settings: Settings, core: int | None) -> None:
    """What a worker does, until nobody gives it anything."""
    if core is not None:
        with suppress(AttributeError, OSError):
            os.sched_setaffinity(0, {core})

    parent = os.getppid()

    def tell(place: int) -> None:
        if os.getppid() != parent:  # nobody wants it any more
            os._exit(1)
        at[1] = monotonic()
        at[0] = place

    with suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            reader = ShardReader(out, settings)
            pipe.send(None)
            while True:
                shard, skipped = pipe.recv()
                pipe.send(reader.read(shard, skipped, tell))
        except (EOFError, KeyboardInterrupt):
            raise
        except Exception as error:
            pipe.send(error)
