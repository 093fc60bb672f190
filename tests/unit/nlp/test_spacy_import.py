"""spaCy comes without its commands, and they come when they are asked for."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from extract.nlp.spacy_import import import_spacy
import_spacy()
assert not {"weasel", "httpx", "spacy.cli", "spacy.cli.info"} & sys.modules.keys()
import spacy
import_spacy()
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert spacy.cli.info.__module__ == "spacy.cli.info" and spacy.cli.app
print("all there")
"""


def test_commands_are_imported_when_they_are_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("all there\n", "")
