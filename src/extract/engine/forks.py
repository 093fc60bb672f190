"""Start workers by forking a process that has loaded model and rules.

In:  a workshop
Out: workers that are ready at once and share what they do not change; Linux only

The process is `forkserver`: this one has threads, and so may the user's own program, which a fork
would leave behind with all the locks they hold.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final, cast

from extract.engine.base import Job, Workshop
from extract.engine.early import Begun, taken
from extract.engine.forkserver import PACKET
from extract.engine.messages import Failed, Fork, Forked, Ready, Reap, Reaped, WarmUp, send
from extract.engine.process import Died, Spawner, Worker, ending, note_for

#: How workers end when the process that forked them does.
_KILLED: Final = -signal.SIGKILL


class ForkServer:
    """Starts workers through a process that forks: one begun early, or when it is first needed.

    Args:
        workshop: What jobs need.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._spawner = Spawner(workshop)
        self._turn = Lock()
        self._server: _Server | None = None
        self._can_fork = True
        self._is_closed = False

    def start(self, job: Job | None) -> Worker | Failed | Died:
        """Start a worker; for a job that needs model and rules one that has them."""
        with self._turn:
            if self._server is not None and self._server.is_gone():  # and its workers with it
                self._server.end()
                self._server = None
            try:
                server = self._running()
                if job is not None and job.needs_pipeline:
                    self._warm(server)
                if self._can_fork:
                    return server.forked(note_for(self._workshop))
            except _FailedError as error:
                return error.failed
            except EOFError:
                code = _KILLED if self._server is None else self._server.end()
                return Died(None, is_over_time=False, ending=ending(code))
        return self._spawner.start(job)

    def warm_up(self, worker: Worker) -> None:
        """Let model and rules be loaded where the next workers come from."""
        with self._turn:
            try:
                self._warm(self._running())
            except (_FailedError, EOFError):
                return  # whoever wants a worker for a job will hear of it
        if not self._can_fork:
            self._spawner.warm_up(worker)

    def close(self) -> None:
        """End the process, and with it all workers, whatever they are at."""
        self._is_closed = True
        if self._server is not None:
            self._server.end()

    def _running(self) -> _Server:
        if self._is_closed:
            raise EOFError
        if self._server is None:
            self._server = _Server(taken(), self._workshop)
        return self._server

    def _warm(self, server: _Server) -> None:
        if not server.is_warm:
            self._can_fork = server.warm_up()


class _FailedError(Exception):
    """The server could not do what it was asked."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.reason)
        self.failed = failed


class _Server:
    """The process that forks.

    Args:
        begun: It, told nothing yet.
        workshop: What jobs need.
    """

    def __init__(self, begun: Begun, workshop: Workshop) -> None:
        self.is_warm = False
        self._begun = begun
        self._turn = Lock()
        with suppress(OSError):  # it is dead, as the next answer tells
            send(begun.stdin, workshop)
            begun.stdin.close()

    def warm_up(self) -> bool:
        """Load model and rules; whether workers can be forked then."""
        ready = cast("Ready", self._ask(WarmUp()))
        self.is_warm = True
        return ready.can_fork

    def forked(self, note: Path) -> Worker:
        """A worker."""
        jobs_out, jobs_in = os.pipe()
        results_out, results_in = os.pipe()
        try:
            forked = cast("Forked", self._ask(Fork(note), jobs_out, results_in))
        except BaseException:
            os.close(jobs_in)
            os.close(results_out)
            raise
        finally:
            os.close(jobs_out)
            os.close(results_in)

        def reap(*, is_unwanted: bool) -> int:
            return self._reaped(Reap(forked.pid, is_unwanted=is_unwanted))

        jobs, results = os.fdopen(jobs_in, "wb"), os.fdopen(results_out, "rb")
        return Worker(jobs, results, note, reap, is_warm=self.is_warm)

    def is_gone(self) -> bool:
        """Whether it has ended."""
        return self._begun.process.poll() is not None

    def end(self) -> int:
        """End it; returns how it ended."""
        return self._begun.end()

    def _reaped(self, request: Reap) -> int:
        try:
            return cast("Reaped", self._ask(request)).code
        except EOFError:
            return _KILLED

    def _ask(self, request: object, *ends: int) -> object:
        """Ask, and wait for the answer.

        Raises:
            EOFError: The process is gone.
            _FailedError: It could not do it.
        """
        with self._turn:
            try:
                socket.send_fds(self._begun.line, [pickle.dumps(request)], ends)
                packet = self._begun.line.recv(PACKET)
            except OSError as error:
                raise EOFError from error
        if not packet:
            raise EOFError
        answer = pickle.loads(packet)  # noqa: S301  # from a process of our own
        if isinstance(answer, Failed):
            raise _FailedError(answer)
        return answer
