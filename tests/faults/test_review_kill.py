"""The review page's server is killed at any moment: what it answered is in the log."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import httpx

from extract.correcting.log import read_log
from reviews import Serving, command_reviewing, long_release, write_tables

#: Kills; each start of the server takes a second.
KILLS = 3


def decide_until_killed(serving: Serving, rows: list[tuple[int, int]], day: int) -> list[int]:
    """Accept rows one after the other; gives the starts of those that were answered."""
    answered: list[int] = []
    origin = serving.url.split("/?")[0]
    with httpx.Client(base_url=origin, headers={"origin": origin}, follow_redirects=True) as page:
        page.get(serving.url)
        try:
            for second, (start, end) in enumerate(rows):
                asked = {"action": "accept", "table": "actors", "start": start, "end": end}
                moment = f"2026-05-{day:02d}T10:00:00.{second:03d}Z"
                given = {"doc": "long.txt", "time": moment, "asked": [asked]}
                page.post("/decide", json=given).raise_for_status()
                answered.append(start)
        except httpx.TransportError:
            pass
    return answered


def test_what_was_answered_is_in_the_log(tmp_path: Path) -> None:
    long, found = long_release()
    write_tables(tmp_path / "out", [long], found)
    actors = [(row.start, row.end) for row in found if row.table == "actors"]
    chance, answered = random.Random(7), []
    for day in range(1, KILLS + 1):
        with command_reviewing(tmp_path, "--out", "out") as serving:
            killer = threading.Timer(chance.uniform(0.3, 1.2), serving.process.kill)
            killer.start()
            fresh = [span for span in actors if span[0] not in answered]
            answered += decide_until_killed(serving, fresh, day)
            killer.cancel()
    log = read_log(tmp_path / "data" / "corrections")
    assert len(answered) > KILLS
    assert set(answered) <= {decision.start for decision in log.decisions}
    assert len(log.refused) <= KILLS  # at most the line that was being written
    assert {d.quote for d in log.decisions} <= {row.text for row in found}
