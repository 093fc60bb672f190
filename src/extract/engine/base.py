"""What the engine's parts agree on: a job, the workshop it runs in, and who runs many of them.

In:  jobs, each a value that can be sent to another process
Out: a Done for each, in any order; what a job makes lies in the store, committed
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extract.correcting.standing import NOTHING_DECIDED, Standing
from extract.engine.store import Store
from extract.engine.walk import pipeline_at, walk
from extract.knowledge.issuers import Issuers
from extract.knowledge.own.files import NO_FILES, OwnFiles
from extract.knowledge.whole import load_knowledge
from extract.records import Document
from extract.settings import Limits

if TYPE_CHECKING:
    from extract.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one job.

    Args:
        key: Of the job.
        documents: Documents or files that were worked on, not taken from an earlier run.
        words: Words in them.
    """

    key: str
    documents: int = 0
    words: int = 0


class Watch(Protocol):
    """Watches over one document at a time."""

    def over(self, position: int) -> AbstractContextManager[None]:
        """Watch over the document at a position of the job."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """All that jobs need besides themselves; can be sent to another process.

    Args:
        store: Where results go.
        model: Folder of the NER model.
        limits: What one document may cost.
        own: The project's own knowledge.
        decided: What people decided about rows and documents.
    """

    store: Store
    model: Path
    limits: Limits
    own: OwnFiles = NO_FILES
    decided: Standing = NOTHING_DECIDED

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline, built when it is first needed."""
        return pipeline_at(self.model, self.own)

    def warm_up(self) -> None:
        """Load everything, so that the first document does not pay for it with its own time."""
        with self.pipeline.fresh_words():
            text = "Envoys of Chad and Mali met in Dakar on 3 March and signed an agreement."
            walk(self.pipeline, Document(doc_id="", path="", text=text))

    @property
    def issuers(self) -> Issuers:
        """Countries of issuers, those of the project first."""
        return load_knowledge(self.own).issuers


class Job(Protocol):
    """One piece of work, a value: the same job gives the same bytes wherever it runs."""

    @property
    def key(self) -> str:
        """Name of what it makes in the store."""
        ...

    @property
    def needs_pipeline(self) -> bool:
        """Whether it is worth loading model and rules for."""
        ...

    def run(self, workshop: Workshop, watch: Watch) -> Done:
        """Do it and commit the result."""
        ...

    def without(self, position: int, reason: str) -> Job:
        """The same job, but the document at a position is quarantined for a reason."""
        ...


class Engine(Protocol):
    """Runs jobs somewhere."""

    def run(self, jobs: Iterable[Job], on_step: Callable[[], None]) -> Iterator[Done]:
        """Run jobs, as many at a time as there are hands.

        Args:
            jobs: Taken as they are needed, so that there may be more than memory holds.
            on_step: Told after every document.

        Yields:
            A Done for each job, in any order.

        Raises:
            ExtractError: Nothing can be run here, or results cannot be written.
        """
        ...

    def close(self) -> None:
        """End whatever was started."""
        ...
