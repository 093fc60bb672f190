"""A process that loads model and rules once and forks workers, which share its memory.

In:  the workshop, on standard input; then requests on a socket, from our own parent alone
Out: an answer to each request (see `messages`); workers, which end when this process does

Run as `python -m extract.engine.forkserver SOCKET`, on Linux. It does no job and starts no thread,
so that what is forked is whole. A second worker is there at once, and so is one that takes the
place of a dead one.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final, Never, cast

from extract.engine.messages import Fork, Forked, Ready, Reap, Reaped, WarmUp, receive
from extract.engine.worker import failed, settle_in, warm_up, work

if TYPE_CHECKING:
    from extract.engine.base import Workshop

#: Most bytes of a request or an answer.
PACKET: Final = 65_536
#: Number of the option "signal at the parent's death" of prctl(2).
_DEATH_SIGNAL: Final = 1


class _Server:
    """Answers requests, one at a time.

    Args:
        line: Where they come from.
        workshop: What the jobs of workers need.
    """

    def __init__(self, line: socket.socket, workshop: Workshop) -> None:
        self._line = line
        self._workshop = workshop
        self._is_warm = False

    def serve(self) -> None:
        """Answer until the parent is gone."""
        while True:
            packet, ends, _, _ = socket.recv_fds(self._line, PACKET, 2, socket.MSG_CMSG_CLOEXEC)
            if not packet:
                os._exit(0)
            answer = self._answer(pickle.loads(packet), ends)  # noqa: S301  # from our own parent
            self._line.send(pickle.dumps(answer))

    def _answer(self, request: object, ends: list[int]) -> object:
        try:
            if isinstance(request, Fork):
                return self._forked(request.note, ends)
            if isinstance(request, WarmUp):
                return self._ready()
            return _reaped(cast("Reap", request))
        except Exception as error:  # noqa: BLE001  # the parent raises it
            return failed(error)

    def _ready(self) -> Ready:
        if not self._is_warm:
            warm_up(self._workshop)
            self._is_warm = True
        threads = sum(1 for _ in Path("/proc/self/task").iterdir())
        return Ready(can_fork=threads == 1)

    def _forked(self, note: Path, ends: list[int]) -> Forked:
        ours = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_worker(ours, note, ends)
        for end in ends:
            os.close(end)
        return Forked(pid)

    def _become_worker(self, parent: int, note: Path, ends: list[int]) -> Never:
        """Work as long as there are jobs; the process ends here, whatever happens."""
        try:
            self._line.close()
            _die_with(parent)
            jobs, out = os.fdopen(ends[0], "rb"), os.fdopen(ends[1], "wb")
            work(jobs, out, note, self._workshop, is_warm=self._is_warm)
        except BaseException:  # noqa: BLE001  # it must not go on as a second server
            traceback.print_exc()
        os._exit(1)


def _reaped(request: Reap) -> Reaped:
    if request.is_unwanted:
        os.kill(request.pid, signal.SIGKILL)
    _, status = os.waitpid(request.pid, 0)
    return Reaped(os.waitstatus_to_exitcode(status))


def _die_with(parent: int) -> None:
    """End when the parent ends, however it does."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it was quicker
        os._exit(0)


def main() -> None:
    """Serve until the parent is gone."""
    settle_in()
    line = socket.socket(fileno=int(sys.argv[1]))
    if not select.select([sys.stdin], [], [], 0)[0]:  # begun early: there is time
        from extract.engine.walk import import_pipeline  # noqa: PLC0415  # after settle_in

        import_pipeline()
    try:
        workshop = cast("Workshop", receive(sys.stdin.buffer))
    except EOFError:
        return
    _Server(line, workshop).serve()


if __name__ == "__main__":
    main()
