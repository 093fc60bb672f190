"""Run a parser in a process that is killed when its time is up.

In:  a parser, bytes, seconds       parse_pdf, RawFile("scan.pdf", b"%PDF-...", ...), 30
Out: its entries; UnreadableError if it took too long, died, or ate too much memory

Parsers of untrusted files can hang (quadratic on thousands of paragraphs), blow up or crash in
native code. One process serves many files; it starts with the first and ends with this process.
Files small enough to be harmless need not go there.
"""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from importlib import import_module
from threading import Lock, Timer
from typing import IO, Final, TypeAlias

from extract.reading.entry import Entry, UnreadableError
from extract.reading.raw import RawFile

Parser: TypeAlias = Callable[[RawFile], list[Entry]]

#: Seconds the process needs to start, on a machine that is busy.
START_SECONDS: Final = 60
#: Seconds after its time that the process ends itself, if nobody ended it.
GRACE_SECONDS: Final = 10
#: Most memory of the process, where the system can limit it. Measured: the worst page of 3 MB
#: takes 0.5 GB.
MOST_MEMORY: Final = 2 << 30
#: Bytes of the length that goes before every message.
LENGTH_BYTES: Final = 8


def parse_apart(parse: Parser, raw: RawFile, seconds: float) -> list[Entry]:
    """Parse one file in the process for that.

    Args:
        parse: A function at the top of one of our modules.
        raw: The file.
        seconds: Time for it.

    Raises:
        UnreadableError: The parser refused the file, took too long or died.
    """
    if not sys.executable:  # an embedded Python cannot start another one
        return parse(raw)
    return _process(os.getpid()).parse(parse, raw, seconds)


@lru_cache(maxsize=1)
def _process(_: int) -> _Process:
    """The process that serves this one; a fork has its own."""
    return _Process()


class _Process:
    """A Python that waits for files to parse; started when needed, started again when killed."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def parse(self, parse: Parser, raw: RawFile, seconds: float) -> list[Entry]:
        """Send one file and wait for its entries."""
        order = {
            "module": parse.__module__,
            "name": parse.__qualname__,
            "seconds": seconds,
            "file": {"name": raw.name, "sha256": raw.sha256, "charset": raw.charset},
        }
        with self._lock:
            answer = self._ask(json.dumps(order).encode(), raw.content, seconds)
        if "status" in answer:
            raise UnreadableError(str(answer["status"]), str(answer["reason"]))
        return [_entry(given) for given in answer["entries"]]  # type: ignore[attr-defined]

    def _ask(self, order: bytes, content: bytes, seconds: float) -> dict[str, object]:
        running = self._start()
        if running.stdin is None or running.stdout is None:
            raise AssertionError  # both are pipes
        late = False

        def stop() -> None:
            nonlocal late
            late = True
            running.kill()

        timer = Timer(seconds, stop)
        timer.start()
        try:
            _send(running.stdin, order)
            _send(running.stdin, content)
            answer = _receive(running.stdout)
        except OSError:  # it died while we wrote
            answer = None
        except BaseException:  # an alarm or Ctrl-C: half of an answer is of no use to anybody
            self._end()
            raise
        finally:
            timer.cancel()
        if answer is None:
            self._end()
            raise _too_slow(seconds) if late else _died(running.returncode)
        return dict(json.loads(answer))

    def _start(self) -> subprocess.Popen[bytes]:
        if self._running is not None and self._running.poll() is None:
            return self._running
        # -P: a file csv.py in the user's folder must not stand in for the library's
        command = [sys.executable, "-P", "-m", __name__]
        running = subprocess.Popen(  # noqa: S603  # our own module, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        timer = Timer(START_SECONDS, running.kill)
        timer.start()
        ready = None if running.stdout is None else _receive(running.stdout)
        timer.cancel()
        self._running = running
        if ready is None:
            self._end()
            raise _died(running.returncode)
        return running

    def _end(self) -> None:
        """Wait for the death of the process, so that none is left."""
        running, self._running = self._running, None
        if running is None:
            return
        running.kill()
        running.wait()
        for pipe in (running.stdin, running.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not sent any more
                    pipe.close()


def _entry(given: dict[str, object]) -> Entry:
    """An entry as JSON has it: lists are tuples again."""
    entry = Entry(**given)  # type: ignore[arg-type]
    dates = tuple((origin, written) for origin, written in entry.dates)
    return Entry(**{**asdict(entry), "dates": dates, "warnings": tuple(entry.warnings)})


def _too_slow(seconds: float) -> UnreadableError:
    return UnreadableError(
        "failed",
        f"reading it took more than limits.parse_seconds = {seconds:g}; save its text as .txt, or "
        "raise the limit in extract.toml",
    )


def _died(code: int | None) -> UnreadableError:
    return UnreadableError(
        "failed",
        f"the parser died of it (exit status {code}); save its text as .txt, or open it in a "
        "program that can and save it again",
    )


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(LENGTH_BYTES, "big"))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None if there is none any more."""
    length = pipe.read(LENGTH_BYTES)
    if len(length) < LENGTH_BYTES:
        return None
    wanted = int.from_bytes(length, "big")
    message = pipe.read(wanted)
    return message if len(message) == wanted else None


def serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Parse files until no more come; this runs in the other process."""
    _send(answers, b"ready")
    while True:
        order, content = _receive(orders), _receive(orders)
        if order is None or content is None:
            return
        asked = json.loads(order)
        # whoever asked may be killed while we hang
        faulthandler.dump_traceback_later(asked["seconds"] + GRACE_SECONDS, exit=True)
        answer = _answer(asked, content)
        faulthandler.cancel_dump_traceback_later()
        _send(answers, json.dumps(answer).encode())


def _answer(order: dict[str, object], content: bytes) -> dict[str, object]:
    """The entries of one file, or why there are none."""
    try:
        parse: Parser = getattr(import_module(str(order["module"])), str(order["name"]))
        raw = RawFile(content=content, **order["file"])  # type: ignore[arg-type]
        return {"entries": [asdict(entry) for entry in parse(raw)]}
    except UnreadableError as error:
        return {"status": error.status, "reason": error.reason}
    except MemoryError:
        reason = "needs too much memory to be read; split it, or save its text as .txt"
        return {"status": "failed", "reason": reason}
    except Exception as error:  # noqa: BLE001  # one bad file never stops a run
        reason = f"{type(error).__name__}: {error}. Please report this with the document."
        return {"status": "failed", "reason": reason}


def main() -> None:
    """Serve on standard input and output; whatever else writes there goes to standard error."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no limits, macOS odd ones
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
