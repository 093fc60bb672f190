"""Say what a run would do, without doing it.

In:  the same as `run_folder`
Out: a Preview; nothing is written
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.api.folders import check_output
from extract.api.task import prepare
from extract.engine.batch import Batch
from extract.engine.staff import Staff
from extract.reading.folder import survey
from extract.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a run would do.

    Args:
        files: Files of the input.
        new_files: Files that would be read: new or changed, and those kept together with one.
        unchanged: Documents of the other files whose rows are there.
        to_extract: Documents of the other files that would be extracted.
    """

    files: int
    new_files: int
    unchanged: int
    to_extract: int


def preview_folder(
    in_dir: Path,
    out_dir: Path,
    *,
    settings: Settings | None = None,
    metadata: Path | None = None,
) -> Preview:
    """Compare an input with what was done before.

    Args:
        in_dir: Raw press texts.
        out_dir: Where the tables would go.
        settings: Model and limits; the packaged ones by default.
        metadata: CSV that overrides what the files say of themselves.

    Raises:
        ExtractError: A run could not begin.
    """
    task = prepare(in_dir, out_dir, settings or Settings(), metadata)
    check_output(out_dir, task.source, force=False)
    files = survey(in_dir).files
    with TemporaryDirectory() as folder:
        plan = task.plan_at(Path(folder) / "plan.sqlite")
        with plan, Staff(task.workshop, 0) as staff:
            batch = Batch(task.workshop, plan, staff, task.stamp, lambda _: None)
            new_files = batch.plan_known(files)
            batch.missing()
            fresh, _ = plan.fresh()
            return Preview(
                files=len(files),
                new_files=new_files,
                unchanged=plan.documents - fresh,
                to_extract=fresh,
            )
