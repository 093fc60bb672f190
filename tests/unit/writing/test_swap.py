"""All new or all old, whenever the process dies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from extract.errors import OutputError
from extract.writing.swap import PREVIOUS, finish, replace_files

NAMES = ("a.csv", "b.csv", "c.csv")


class Killed(BaseException):
    """Stands for kill -9: nothing may catch it."""


def fill_with(word: str) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        for name in NAMES:
            (folder / name).write_text(word)

    return fill


def contents(folder: Path) -> set[str]:
    return {(folder / name).read_text() for name in NAMES}


def test_replaced_files_lie_in_previous(tmp_path: Path) -> None:
    replace_files(tmp_path, fill_with("old"))
    replace_files(tmp_path, fill_with("new"))
    assert contents(tmp_path) == {"new"}
    assert contents(tmp_path / PREVIOUS) == {"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [PREVIOUS, *NAMES]


def test_a_failing_fill_leaves_the_old_files(tmp_path: Path) -> None:
    replace_files(tmp_path, fill_with("old"))

    def fill(folder: Path) -> None:
        (folder / NAMES[0]).write_text("new")
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left on device"):
        replace_files(tmp_path, fill)
    assert contents(tmp_path) == {"old"}


@pytest.mark.parametrize("fatal_step", range(12))
def test_killed_at_any_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fatal_step: int
) -> None:
    replace_files(tmp_path, fill_with("old"))
    steps = iter(range(100))

    def dying(real: Callable[..., Path]) -> Callable[..., Path]:
        def move(path: Path, target: Path) -> Path:
            if next(steps) == fatal_step:
                raise Killed
            return real(path, target)

        return move

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", dying(Path.rename))
        patch.setattr(Path, "replace", dying(Path.replace))
        with suppress(Killed):
            replace_files(tmp_path, fill_with("new"))
    finish(tmp_path)  # what the next start does
    assert contents(tmp_path) in ({"old"}, {"new"})
    replace_files(tmp_path, fill_with("newer"))
    assert contents(tmp_path) == {"newer"}
