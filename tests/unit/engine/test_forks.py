"""Workers that a process forks: ready at once, alone in their death, gone with their server."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from chores import Chore
from extract.engine import early
from extract.engine.base import Done, Workshop
from extract.engine.forks import ForkServer
from extract.engine.local import LocalEngine
from extract.engine.messages import Failed
from extract.engine.process import Died, Spawner, Worker
from extract.engine.store import Store
from extract.nlp.model import packaged_model
from extract.settings import Limits
from runs import children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
TESTS = Path(__file__).parents[2]
Starts = Callable[[Chore], Worker]
#: A component of spaCy, say, that starts a thread when it is imported.
THREADED = """
import threading, time
import extract.engine.worker as room
load = room.warm_up
def warm_up(workshop):
    load(workshop)
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
room.warm_up = warm_up
"""


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A workshop whose processes find `chores`."""
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{TESTS}")
    store = Store(tmp_path / "store")
    store.notes.mkdir(parents=True)
    return Workshop(store=store, model=packaged_model(), limits=Limits())


@pytest.fixture
def server(workshop: Workshop) -> Iterator[ForkServer]:
    starter = ForkServer(workshop)
    yield starter
    starter.close()


@pytest.fixture
def started(server: ForkServer) -> Iterator[Starts]:
    """Starts workers, and ends them with the test."""
    with ExitStack() as stack:

        def start(job: Chore) -> Worker:
            worker = server.start(job)
            assert isinstance(worker, Worker), worker
            stack.callback(worker.end)
            return worker

        yield start


def told(worker: Worker, job: Chore) -> tuple[str, int, int]:
    """What a worker saw: whether it was warm, its own number and its parent's."""
    done = worker.do(job, lambda _: None)
    assert isinstance(done, Done), done
    state, pid, parent = done.key.split()
    return state, int(pid), int(parent)


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def gone(pid: int) -> bool:
    for _ in range(100):
        if not is_alive(pid):
            return True
        time.sleep(0.02)
    return False


READ, EXTRACT = Chore("read", needs_pipeline=False), Chore("extract")


def test_workers_are_forked_with_what_is_loaded(started: Starts) -> None:
    reader = started(READ)
    state, _, parent = told(reader, READ)
    assert (state, reader.suits(READ), reader.suits(EXTRACT)) == ("cold", True, False)
    one, two = started(EXTRACT), started(EXTRACT)
    seen = [told(worker, EXTRACT) for worker in (one, two)]
    assert [(state, above) for state, _, above in seen] == [("warm", parent)] * 2
    assert len({pid for _, pid, _ in seen}) == 2
    one.end()  # the other goes on
    assert gone(seen[0][1])
    assert told(two, EXTRACT) == seen[1]


def test_a_worker_dies_alone_and_it_is_said_how(started: Starts) -> None:
    one, two = started(READ), started(READ)
    _, pid, _ = told(one, READ)
    os.kill(pid, signal.SIGKILL)
    died = one.do(READ, lambda _: None)
    assert died == Died(None, is_over_time=False, ending="signal 9 (Killed)")
    assert told(two, READ)[0] == "cold"


def test_workers_go_with_their_server_and_a_new_one_comes(started: Starts) -> None:
    worker = started(READ)
    _, pid, parent = told(worker, READ)
    os.kill(parent, signal.SIGKILL)
    assert gone(pid)
    assert isinstance(worker.do(READ, lambda _: None), Died)
    _, _, again = told(started(READ), READ)
    assert again != parent


def test_a_server_that_does_not_live_is_told_of(server: ForkServer, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(7)", encoding="utf-8")
    assert server.start(READ) == Died(None, is_over_time=False, ending="exit code 7")


def test_close_leaves_nobody(server: ForkServer, started: Starts) -> None:
    worker = started(READ)
    _, pid, parent = told(worker, READ)
    server.close()
    assert gone(parent)
    assert gone(pid)
    assert isinstance(server.start(READ), Died)


def test_a_process_with_threads_is_not_forked(started: Starts, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(THREADED, encoding="utf-8")
    state, _, parent = told(started(EXTRACT), EXTRACT)
    assert (state, parent) == ("warm", os.getpid())


def test_a_model_that_cannot_be_loaded_is_told_of(workshop: Workshop, tmp_path: Path) -> None:
    server = ForkServer(
        Workshop(store=workshop.store, model=tmp_path / "none", limits=workshop.limits)
    )
    failed = server.start(EXTRACT)
    server.close()
    assert isinstance(failed, Failed)
    assert "none" in failed.reason


def test_the_engine_forks_for_several_and_spawns_for_one(workshop: Workshop) -> None:
    parents = []
    for workers in (1, 2):
        engine = LocalEngine(workshop, workers)
        done = list(engine.run([EXTRACT] * 4, lambda: None))
        engine.close()
        assert {one.key.split()[0] for one in done} == {"warm"}
        parents.append({int(one.key.split()[2]) for one in done})
    assert parents[0] == {os.getpid()}
    assert os.getpid() not in parents[1]


def test_workers_that_join_come_from_the_same_server(workshop: Workshop) -> None:
    engine = LocalEngine(workshop, 1, most=2)
    (alone,) = list(engine.run([EXTRACT], lambda: None))
    engine.grow(2)
    joined = list(engine.run([EXTRACT] * 4, lambda: None))
    engine.close()
    assert {one.key.split()[2] for one in joined} == {alone.key.split()[2]}


def test_where_it_cannot_fork_it_spawns(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.engine.local.is_possible", lambda: False)
    engine = LocalEngine(workshop, 2)
    done = list(engine.run([READ] * 3, lambda: None))
    engine.close()
    assert {int(one.key.split()[2]) for one in done} == {os.getpid()}


def test_a_process_begun_early_serves_even_one_worker(workshop: Workshop) -> None:
    with early.begun(is_wanted=True):
        engine = LocalEngine(workshop, 1, most=2)
        done = list(engine.run([READ, EXTRACT], lambda: None))
    (parent,) = {int(one.key.split()[2]) for one in done}
    assert [one.key.split()[0] for one in done] == ["cold", "warm"]
    assert parent != os.getpid()
    assert is_alive(parent)  # it belongs to the engine now, not to the block
    engine.close()
    assert gone(parent)


def test_a_process_that_nobody_took_ends_with_the_block() -> None:
    before = set(children(os.getpid()))
    with early.begun(is_wanted=True):
        (waiting,) = set(children(os.getpid())) - before
        assert is_alive(waiting)
    assert not is_alive(waiting)


def test_a_process_begun_early_that_does_not_live_is_told_of(
    workshop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(7)", encoding="utf-8")
    with early.begun(is_wanted=True):
        server = ForkServer(workshop)
        assert server.start(READ) == Died(None, is_over_time=False, ending="exit code 7")
    server.close()


def test_nothing_is_begun_that_is_not_wanted() -> None:
    before = set(children(os.getpid()))
    with early.begun(is_wanted=False):
        assert set(children(os.getpid())) == before


def test_a_spawned_worker_suits_any_job(workshop: Workshop) -> None:
    worker = Spawner(workshop).start(READ)
    assert (told(worker, READ)[0], worker.suits(EXTRACT)) == ("cold", True)
    assert told(worker, EXTRACT)[0] == "warm"
    worker.end()
