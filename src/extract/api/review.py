"""Open the tables of a run for review in a browser.

In:  the folder a run wrote                      open_review("data/processed", author="Ann")
Out: a page on 127.0.0.1; each decision is a line of the project's log before the page says so
"""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from starlette.applications import Starlette

from extract.api.meanings import Weigher
from extract.api.show import OUT_DIR
from extract.api.tables import finish_tables
from extract.review.desk import Desk
from extract.review.server import app_for, listen, serve
from extract.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review that waits for its browser.

    Args:
        desk: Where the documents lie.
        app: The routes, without their guard.
        taken: The port it listens on.
        token: The secret of this start.
    """

    desk: Desk
    app: Starlette
    taken: socket.socket
    token: str

    @property
    def url(self) -> str:
        """The address to open; it holds the token."""
        return f"http://127.0.0.1:{self.taken.getsockname()[1]}/?token={self.token}"

    def serve(self) -> None:
        """Answer until the process is told to end (Ctrl-C)."""
        serve(self.app, self.taken, self.token)


def open_review(
    folder: Path | str = OUT_DIR,
    *,
    settings: Settings | None = None,
    author: str | None = None,
    port: int = 0,
) -> Review:
    """Prepare a local page for correcting the rows of a run by keyboard.

    Args:
        folder: What `extract run` wrote.
        settings: Where the log lies, and what candidates are weighed with.
        author: Who decides; by default the name of the user, "reviewer" where there is none.
        port: Of 127.0.0.1; 0 for a free one.

    Raises:
        OutputError: The folder holds no tables.
        ReviewError: The port is taken.
    """
    settings = settings or Settings()
    finish_tables(Path(folder))
    weigher = Weigher(settings)
    desk = Desk(Path(folder), settings.corrections_folder, author or _user(), weigher.reread)
    taken = listen(port)
    token = secrets.token_urlsafe(32)
    return Review(desk=desk, app=app_for(desk, weigher), taken=taken, token=token)


def _user() -> str:
    """The name of the user; in a container the system may know none."""
    try:
        return getuser()
    except (ImportError, KeyError, OSError):  # each system and Python has its own
        return "reviewer"
