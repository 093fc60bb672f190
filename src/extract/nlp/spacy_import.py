"""Import spaCy without its command line.

In:  nothing
Out: spaCy is imported; `spacy.info` and `spacy.cli` are imported when somebody uses them

spaCy's package imports its commands for one function, `spacy.info`, and with them httpx, requests,
jinja2 and weasel: two fifths of its start, in every worker and in every small run.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

#: The one module of its commands that `spacy/__init__.py` imports from.
_COMMANDS: Final = "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, unless somebody has; a stand-in gives it `info` and is gone afterwards."""
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_COMMANDS)
    vars(stand_in)["info"] = _info
    sys.modules[_COMMANDS] = stand_in
    try:
        import_module("spacy")
    finally:
        del sys.modules[_COMMANDS]


def _info(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # handed on as it comes
    return import_module(_COMMANDS).info(*args, **kwargs)
