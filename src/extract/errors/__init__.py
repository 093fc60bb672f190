"""Every error a user can meet: what happened, where, what to do next, and the exit code it means.

In:  the facts of a failure      a path, a line number, a reason
Out: an exception whose text is a complete message for a person; a file a family of them

Bugs are not `ExtractError`; they keep their traceback.
"""

from __future__ import annotations

from extract.errors.base import (
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_SOME_DOCUMENTS_FAILED,
    ExtractError,
    Interrupted,
)
from extract.errors.knowledge import GazetteerError, KnowledgeError
from extract.errors.models import ModelError, TrainingError, VersionError
from extract.errors.project import GoldError, InputError, ProjectError, SettingsError, SpacyError
from extract.errors.running import EngineError, RemoteError
from extract.errors.tables import CorrectionError, OutputError, ReviewError, ShowError

__all__ = [
    "EXIT_FAILED",
    "EXIT_INTERRUPTED",
    "EXIT_SOME_DOCUMENTS_FAILED",
    "CorrectionError",
    "EngineError",
    "ExtractError",
    "GazetteerError",
    "GoldError",
    "InputError",
    "Interrupted",
    "KnowledgeError",
    "ModelError",
    "OutputError",
    "ProjectError",
    "RemoteError",
    "ReviewError",
    "SettingsError",
    "ShowError",
    "SpacyError",
    "TrainingError",
    "VersionError",
]
