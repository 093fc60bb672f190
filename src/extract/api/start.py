"""Start a project in a folder.

In:  a folder                start_project("border-talks")
Out: what was written, and what was there before and is as it was
"""

from __future__ import annotations

from pathlib import Path

from extract.starting.project import Started, start


def start_project(folder: Path | str) -> Started:
    """Make a folder a project: the usual layout, settings as comments, one example.

    Args:
        folder: Missing, empty, or with other things in it; nothing that is there is replaced.

    Raises:
        ProjectError: The folder is a project already, is no folder, or cannot be written.
    """
    return start(Path(folder))
