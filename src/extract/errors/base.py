"""What every error is: a message for a person, and an exit code.

In:  the words of a failure
Out: an exception; bugs are none of these and keep their traceback
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Exit codes of the command line (DESIGN: 0 all done, 2 wrong usage comes from typer itself).
EXIT_FAILED = 1
EXIT_SOME_DOCUMENTS_FAILED = 3
#: What a shell gives for a command that Ctrl-C ended.
EXIT_INTERRUPTED = 130


class ExtractError(Exception):
    """A failure that a user can act on; its text says what, where and what next."""

    exit_code = EXIT_FAILED


class Interrupted(ExtractError):  # noqa: N818  # no error: the user asked for it
    """The user stopped a run."""

    exit_code = EXIT_INTERRUPTED

    @classmethod
    def training(cls) -> Interrupted:
        """Ctrl-C while training."""
        return cls(
            "stopped; no version was written, the current one stays.\n"
            "Run the same command to begin again."
        )

    @classmethod
    def run(cls, done: int, total: int) -> Interrupted:
        """Ctrl-C; what is done is kept."""
        kept = f"{done:,} of {total:,} documents are kept" if total else "what was read is kept"
        return cls(
            f"stopped; {kept}, the tables are as they were.\nRun the same command to go on."
        )


def listed(words: str, names: Sequence[str]) -> str:
    """Names below one another after a few words; "" if there are none."""
    return "".join([f"{words}\n", *(f"  {name}\n" for name in names)]).rstrip() if names else ""
