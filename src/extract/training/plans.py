"""How to retrain for so many corrected documents: plans.toml, and a project's own train.toml.

In:  the number of corrected documents
Out: a Recipe: the plan and how much is replayed; None where there are too few
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from extract.errors import TrainingError
from extract.training.train import Plan

FILE: Final = "plans.toml"
#: A project's own file, beside extract.toml.
OWN_FILE: Final = "train.toml"
RESUME, FULL = "resume", "full"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to retrain.

    Args:
        name: RESUME or FULL.
        plan: The settings.
        replay: Texts replayed beside the corrected ones.
        times: How often an epoch shows each corrected document.
        kept: Share of the weights before that is left in, 0 to 1.
    """

    name: str
    plan: Plan
    replay: int
    times: int = 1
    kept: float = 0.0


def recipe_for(documents: int, project: Path) -> Recipe | None:
    """The recipe for so many corrected documents; None where the model stays as it is.

    Raises:
        TrainingError: The project's train.toml has an unknown key or a value of a wrong kind.
    """
    content = tomllib.loads((files("extract.training") / FILE).read_text(encoding="utf-8"))
    content = _overlaid(content, project / OWN_FILE)
    starts, replay = content["from_documents"], content["replay"]
    if documents < starts[RESUME]:
        return None
    name = FULL if documents >= starts[FULL] else RESUME
    texts = max(replay["least"], replay["each"] * documents)
    return Recipe(name, Plan(**content[name]), texts, replay["times"], replay["kept"])


def _overlaid(content: dict[str, Any], path: Path) -> dict[str, Any]:
    if not path.is_file():
        return content
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TrainingError.bad_plan(path, str(error)) from error
    for table, values in own.items():
        if table not in content or not isinstance(values, dict):
            raise TrainingError.bad_plan(path, f"{table} is none of {', '.join(content)}")
        _check(path, table, values, content[table])
        content[table] = {**content[table], **values}
    return content


def _check(path: Path, table: str, values: Mapping[str, Any], usual: Mapping[str, Any]) -> None:
    known = {field.name for field in fields(Plan)} if table in {RESUME, FULL} else set(usual)
    for key, value in values.items():
        if key not in known:
            reason = f"{table}.{key} is unknown; known are {', '.join(sorted(known))}"
            raise TrainingError.bad_plan(path, reason)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or value < 0 or (type(usual.get(key, 0)) is int and value != int(value)):
            raise TrainingError.bad_plan(path, f"{table}.{key} cannot be {value!r}")
