"""Small jobs for worker processes, which import this module by its name.

In:  `Chore("who")`
Out: a Done whose key tells what the process saw
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from extract.engine.base import Done, Watch, Workshop


@dataclass(frozen=True, slots=True)
class Chore:
    """Tells who does it, and whether spaCy is loaded there.

    Args:
        key: Its name.
        needs_pipeline: Whether it wants model and rules.
    """

    key: str
    needs_pipeline: bool = True

    def run(self, workshop: Workshop, watch: Watch) -> Done:  # noqa: ARG002  # it has no documents
        """Tell."""
        state = "warm" if "spacy" in sys.modules else "cold"
        return Done(f"{state} {os.getpid()} {os.getppid()}")

    def without(self, position: int, reason: str) -> Chore:
        """It has no documents."""
        raise NotImplementedError
