"""Conduct a run: read what is new, plan, extract what is new.

In:  the files of a survey, and who does the work
Out: every shard of the plan committed; the output itself is not touched

All that is done is kept in the store as soon as it is done: a run that was ended goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from extract.engine.base import Done, Workshop
from extract.engine.plan import Plan, hash_of
from extract.engine.shards import read_index
from extract.engine.staff import Staff
from extract.engine.units import Mark, ReadJob, headings, mark_of
from extract.reading.folder import InputFile

#: Files of a unit on the average, and bytes after which one ends: what is read again when one of
#: its files changes, and what a worker holds.
UNIT_FILES: Final = 32
UNIT_BYTES: Final = 4_000_000
#: Units that are looked at together.
UNITS_AHEAD: Final = 256


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Args:
        stage: "reading" (done and total are files) or "extracting" (documents).
        done: How many are done.
        total: How many there are.
    """

    stage: str
    done: int
    total: int


@dataclass(slots=True)
class Batch:
    """One run over a folder.

    Args:
        workshop: What jobs need.
        plan: An empty plan.
        staff: Who does the work.
        stamp: Hash of everything besides documents that shapes a row.
        on_progress: Told how far the run is.
        words: Words that were extracted.
        done: Documents that were extracted.
        total: Documents that are to be extracted.
    """

    workshop: Workshop
    plan: Plan
    staff: Staff
    stamp: str
    on_progress: Callable[[Progress], None]
    words: int = 0
    done: int = 0
    total: int = 0

    def read(self, files: Sequence[InputFile], limit: int | None) -> None:
        """Read files that no unit has, and plan their documents.

        Args:
            files: In the order of the tables.
            limit: Plan only so many documents, the first ones.
        """
        self.plan.take_names(file.name for file in files)
        jobs, seen = self._units(files), 0
        while ahead := list(islice(jobs, UNITS_AHEAD)):
            missing = [job for job in ahead if not self.workshop.store.unit(job.key).exists()]
            seen += sum(len(job.files) for job in ahead) - sum(len(job.files) for job in missing)
            for done in self._read(missing):
                seen += done.documents
                self.on_progress(Progress("reading", seen, len(files)))
            for job in ahead:
                if self._add(job, limit):
                    return
        self.plan.cut()

    def plan_known(self, files: Sequence[InputFile]) -> int:
        """Plan the documents of files that were read before; returns how many were not."""
        self.plan.take_names(file.name for file in files)
        unread = 0
        for job in self._units(files):
            if self.workshop.store.unit(job.key).exists():
                self._add(job, None)
            else:
                unread += len(job.files)
        self.plan.cut()
        return unread

    def missing(self) -> list[tuple[int, str]]:
        """Shards of the plan that are not there; the plan knows then what is to be extracted."""
        missing = [
            (number, key)
            for number, key in self.plan.shards()
            if not self.workshop.store.shard(key).is_dir()
        ]
        if missing:
            self.plan.keep(self._kept())
            self.plan.mark_fresh([number for number, _ in missing])
        return missing

    def extract(self) -> None:
        """Extract documents that no shard has."""
        missing = self.missing()
        self.total, chars = self.plan.fresh()
        if not missing:
            return
        engine = self.staff.engine(self.total, chars)
        order = self.plan.largest_first(number for number, _ in missing)
        jobs = (self.plan.job(number, key) for number, key in order)
        for done in engine.run(jobs, self._step):
            self.words += done.words

    def kept(self) -> tuple[int, int]:
        """Documents whose rows are kept if the run ends now, about, and all of them."""
        return self.plan.documents - self.total + self.done, self.plan.documents

    def _step(self) -> None:
        self.done = min(self.done + 1, self.total)
        self.on_progress(Progress("extracting", self.done, self.total))

    def _read(self, jobs: Sequence[ReadJob]) -> Iterator[Done]:
        if not jobs:
            return
        files = sum(len(job.files) for job in jobs)
        size = sum(mark.size for job in jobs for mark in job.marks)
        names = [file.suffix for job in jobs for file in job.files]
        engine = self.staff.engine(files, size, names)
        yield from engine.run(jobs, lambda: None)

    def _add(self, job: ReadJob, limit: int | None) -> bool:
        """Plan the documents of a unit; whether the limit is reached, and the plan cut."""
        self.plan.use(job.key)
        for row, heading in enumerate(headings(self.workshop.store.unit(job.key))):
            self.plan.add(job.key, row, heading)
            if self.plan.documents == limit:
                self.plan.cut()
                return True
        return False

    def _kept(self) -> Iterator[tuple[bytes, str]]:
        """Documents of shards that are not in the plan."""
        store = self.workshop.store
        for key in store.shards():
            if not self.plan.is_used(key):
                index = read_index(store.shard(key))
                yield from ((doc_key, key) for doc_key in index["key"].to_pylist())

    def _units(self, files: Iterable[InputFile]) -> Iterator[ReadJob]:
        """Runs of files; where one ends depends on names and contents alone."""
        most = self.workshop.limits.max_archive_bytes
        run: list[tuple[InputFile, Mark]] = []
        for file in files:
            run.append((file, mark_of(file, most)))
            size = sum(mark.size for _, mark in run)
            if _ends(run, size):
                yield self._unit(run)
                run = []
        if run:
            yield self._unit(run)

    def _unit(self, run: Sequence[tuple[InputFile, Mark]]) -> ReadJob:
        facts = [part for file, mark in run for part in (file.name, mark.content)]
        return ReadJob(
            key=hash_of(self.stamp, *facts).hex(),
            files=tuple(file for file, _ in run),
            marks=tuple(mark for _, mark in run),
        )


def _ends(run: Sequence[tuple[InputFile, Mark]], size: int) -> bool:
    """Whether a unit ends behind its last file: by chance, which lies in its name and content."""
    if size >= UNIT_BYTES or len(run) >= 2 * UNIT_FILES:
        return True
    file, mark = run[-1]
    chance = int.from_bytes(hash_of(file.name, mark.content)[:4], "big")
    return len(run) >= UNIT_FILES // 2 and chance % (UNIT_FILES // 2) == 0
