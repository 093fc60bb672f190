"""Building a pipeline leaves the process as it was."""

from __future__ import annotations

import gc

from extract.engine.walk import pipeline_at
from extract.knowledge.own.files import NO_FILES
from extract.nlp.model import packaged_model


def test_garbage_is_collected_again_afterwards() -> None:
    before = (gc.isenabled(), gc.get_threshold())
    pipeline_at.cache_clear()
    first = pipeline_at(packaged_model(), NO_FILES)
    assert (gc.isenabled(), gc.get_threshold()) == before
    assert pipeline_at(packaged_model(), NO_FILES) is first
