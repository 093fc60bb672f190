"""Write a file or a folder of files beside its place and move it there when it is whole.

In:  a path, and a function that writes to the path it is given
Out: the new file or files; what stood there before is theirs no more, and nothing of it is kept
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from extract.errors import OutputError


def write_file(path: Path, write: Callable[[Path], object]) -> None:
    """Write one file whole or not at all.

    Raises:
        OutputError: The system refused; a file that stood there stands there still.
    """
    beside = path.with_name(f".{path.name}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        beside.touch()  # the system refuses here, in words of its own, not those of a library
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise OutputError.unwritable(path, error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_files(folder: Path, write: Callable[[Path], object]) -> None:
    """Write the files of a folder, then move each into place; other files there stay.

    Raises:
        OutputError: The system refused.
    """
    beside = folder.with_name(f".{folder.name}.writing")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        write(beside)
        folder.mkdir(exist_ok=True)
        for path in sorted(beside.iterdir()):
            path.replace(folder / path.name)
    except OSError as error:
        raise OutputError.unwritable(folder, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
