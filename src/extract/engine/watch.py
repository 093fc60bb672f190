"""Watch over one document at a time: seconds, memory, and who is to blame if the process dies.

In:  a job's position of the document at work
Out: nothing while all is well; OverTime, or the end of the process, when its time is up

In a process of our own, a timer outside of Python ends the process: no loop in C can stop it. In
the user's process an alarm interrupts Python code (Linux and macOS, main thread).
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

#: Ends the position in a note: the line is whole.
_END: Final = "\n"


class OverTime(BaseException):  # nothing that guards one document may catch it
    """A document took longer than its time."""


def too_slow(seconds: int) -> str:
    """What the row of a document says whose time was up."""
    return (
        f"took more than limits.seconds = {seconds}; split it, or raise the limit in extract.toml"
    )


def too_large(megabytes: int) -> str:
    """What the row of a document says that asked for too much memory."""
    return (
        f"needed more than limits.megabytes = {megabytes:,}; split it, or raise the limit in "
        "extract.toml"
    )


def deadly(ending: str) -> str:
    """What the row of a document says that ended its process."""
    return (
        f"the process that read it ended ({ending}), twice; please report this with the document"
    )


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """Raise OverTime in the block when its time is up, where the system and the thread can."""
    if not can_alarm():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise OverTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def can_alarm() -> bool:
    """Whether `alarm` can interrupt this thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


class ProcessWatch:
    """Watches in a process that may be ended.

    Args:
        note: File that says which document is at work; read by whoever finds the process dead.
        seconds: Time for one document.
        on_step: Told when a document is done.
    """

    def __init__(self, note: Path, seconds: int, on_step: Callable[[], None]) -> None:
        self._note = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        self._trace = note.with_suffix(".trace").open("w", encoding="utf-8")
        self._seconds = seconds
        self._on_step = on_step

    @contextmanager
    def over(self, position: int) -> Iterator[None]:
        """Watch over the document at a position of the job."""
        self._write(str(position))
        faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._trace)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            self._write("")
        self._on_step()

    def _write(self, words: str) -> None:
        line = (words + _END).encode()
        os.lseek(self._note, 0, os.SEEK_SET)
        os.write(self._note, line.ljust(16))


class InlineWatch:
    """Watches in the user's own process.

    Args:
        seconds: Time for one document.
        on_step: Told when a document is done.
    """

    def __init__(self, seconds: int, on_step: Callable[[], None]) -> None:
        self._seconds = seconds
        self._on_step = on_step

    @contextmanager
    def over(self, position: int) -> Iterator[None]:  # noqa: ARG002  # nobody will look for it
        """Watch over one document."""
        with alarm(self._seconds):
            yield
        self._on_step()


def position_in(note: Path) -> int | None:
    """Which document a dead process was at; None if it was at none."""
    try:
        words = note.read_text(encoding="utf-8").split(_END)[0].strip()
    except OSError:
        return None
    return int(words) if words.isdecimal() else None


def was_over_time(note: Path) -> bool:
    """Whether the timer ended the process."""
    try:
        return note.with_suffix(".trace").stat().st_size > 0
    except OSError:
        return False


def limit_memory(megabytes: int | None) -> None:
    """Let this process take only so much memory more, where the system can limit it (Linux).

    Args:
        megabytes: On top of what it has now; None for no limit.
    """
    try:
        import resource  # noqa: PLC0415  # not on Windows

        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except (ImportError, OSError):
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = hard
    if megabytes is not None:
        taken = next((int(line.split()[1]) for line in lines if line.startswith("VmData:")), 0)
        most = taken * 1024 + megabytes * 1_000_000
    if hard in {most, resource.RLIM_INFINITY} or most < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
