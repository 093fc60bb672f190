"""The figures of the budgets, side by side in one run.

    python benchmarks/run.py [--long] [--naive MODEL] [rates moments workers growth]

With --naive the naive pipeline runs another spaCy pipeline, as somebody would who installs
`en_core_web_md`: tagger, parser and lemmatizer too. Without it, it has our model, which is an NER
alone.

In:  invented releases (corpus.py); the packaged model and rules; nothing else running
Out: one line a figure: ratios against spaCy's NER pass and the naive pipeline, one worker and two,
     time and memory against the number of documents, start-up, a run with nothing new

Ratios hold on any machine, seconds on this one only. Pairs take turns, so that a busy machine
slows both; what a figure is worth on a busy machine is the spread that is printed with it.
"""

from __future__ import annotations

import json
import math
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import full_length, write_corpus

PARTS = ("rates", "moments", "workers", "growth")
THOUSAND = 1_000
SIZES = (250, THOUSAND, 4_000)
LONG = 16_000
ROUNDS = 3
#: The naive pipeline: every component of a model, dateparser's search over the whole text, most
#: populous place of each name.
NAIVE = """
import json, sys, time
import spacy
from dateparser.search import search_dates
from extract.knowledge.gazetteer import load_gazetteer
from extract.nlp.model import packaged_model
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")][:60]
nlp = spacy.load(sys.argv[2] if len(sys.argv) > 2 else packaged_model())
places = load_gazetteer()
clock = time.process_time()
for text in texts:
    doc = nlp(text)
    search_dates(text, languages=["en"])
    for entity in doc.ents:
        if entity.label_ in {"GPE", "LOC"}:
            max(places.lookup(entity.text), key=lambda place: place.population, default=None)
print(sum(len(text.split()) for text in texts) / (time.process_time() - clock))
"""
BARE = """
import json, sys, time
from extract.nlp.model import load_model, packaged_model
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")][:500]
nlp = load_model(packaged_model())
nlp(texts[0])
clock = time.process_time()
for text in texts:
    nlp(text)
print(sum(len(text.split()) for text in texts) / (time.process_time() - clock))
"""
WHOLE = """
import json, sys, time
from extract.api.text import pipeline_for
from extract.reading.text import document_of_text
from extract.settings import Settings
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")][:500]
pipeline = pipeline_for(Settings())
pipeline(document_of_text(texts[0]))
clock = time.process_time()
for text in texts:
    pipeline(document_of_text(text))
print(sum(len(text.split()) for text in texts) / (time.process_time() - clock))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Args:
        seconds: By the clock on the wall.
        cpu: Seconds of processor, its workers' too.
        peak: Largest resident memory of one of its processes, in MB.
    """

    seconds: float
    cpu: float
    peak: float


def words_a_second(program: str, corpus: Path, *words: str) -> float:
    """Run a program of a few lines that prints a rate."""
    done = subprocess.run(  # our own program, no shell
        [sys.executable, "-c", program, str(corpus), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def extract(corpus: Path, out: Path, *options: str) -> Cost:
    """Run the command and measure it with all its processes."""
    started, peak = time.perf_counter(), 0.0
    cpu: dict[int, float] = {}
    for pids in watched(corpus, out, *options, every=0.05):
        cpu |= {pid: processor_time(pid, cpu.get(pid, 0.0)) for pid in pids}
        peak = max(peak, *(resident(pid) for pid in pids), 0.0)
    return Cost(time.perf_counter() - started, sum(cpu.values()), peak)


def together(corpus: Path, out: Path, *options: str) -> float:
    """Largest memory of all processes of the command, in MB; what they share counts once.

    A run of its own: looking at every page of them would slow one that is timed.
    """
    seen = watched(corpus, out, *options, every=0.1)
    return max(sum(map(proportional, pids)) for pids in seen)


def watched(corpus: Path, out: Path, *options: str, every: float) -> Iterator[list[int]]:
    """Run the command; its processes, again and again until it ends, so many seconds apart."""
    process = subprocess.Popen(  # our own command, no shell
        [sys.executable, "-m", "extract", "run", str(corpus), "--out", str(out), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None:
        yield list(family(process.pid))
        time.sleep(every)


def family(pid: int) -> Iterator[int]:
    """A process, its children, and theirs."""
    yield pid
    for one in Path(f"/proc/{pid}/task").glob("*/children"):  # of all its threads
        try:
            children = one.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def processor_time(pid: int, before: float) -> float:
    """Seconds of processor that a process has taken; what it had before if it is gone."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return before
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def proportional(pid: int) -> float:
    """Memory of a process in MB, of pages that several share its part; 0 where unknown."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"Pss:\s+(\d+)", rollup)
    return int(found[1]) / 1024 if found else 0.0


def resident(pid: int) -> float:
    """Peak resident memory of a process in MB; 0 where it cannot be read."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def report(what: str, budget: str, value: str) -> None:
    """Print one line of the table."""
    print(f"{what:58} {budget:>12}  {value}", flush=True)


def rates(corpus: Path, naive_model: Sequence[str]) -> None:
    """The pipeline against spaCy's NER and against the naive pipeline."""
    pairs = [(words_a_second(WHOLE, corpus), words_a_second(BARE, corpus)) for _ in range(ROUNDS)]
    ratios = [whole / bare for whole, bare in pairs]
    report("words/s against spaCy's bare NER pass, one process", ">= 2", spread(ratios))
    naive = [
        words_a_second(WHOLE, corpus) / words_a_second(NAIVE, corpus, *naive_model)
        for _ in range(ROUNDS)
    ]
    report("words/s against the naive pipeline", ">= 5", spread(naive))


def workers(corpora: Mapping[str, Path], folder: Path) -> None:
    """One worker and two, in turns."""
    for name, corpus in corpora.items():
        turns = []
        for turn in range(ROUNDS):
            one = extract(corpus, folder / f"{name}-one{turn}", "--workers", "1")
            turns.append((one, extract(corpus, folder / f"{name}-two{turn}", "--workers", "2")))
        ratios = [one.seconds / two.seconds for one, two in turns]
        report(f"two workers against one, 1,000 {name}", ">= 1.7", spread(ratios))
        shares = [two.cpu / one.cpu for one, two in turns]
        report("  processor time of two workers against one", "", spread(shares))
        memory = [together(corpus, folder / f"{name}{n}", "--workers", n) for n in ("1", "2")]
        report("  memory that the second worker adds", "", f"{memory[1] - memory[0]:.0f} MB")


def growth(corpora: Sequence[tuple[int, Path]], folder: Path) -> None:
    """Processor time and memory against the number of documents."""
    costs = [(n, extract(path, folder / f"n{n}", "--workers", "1")) for n, path in corpora]
    start = extract(corpora[0][1], folder / "start", "--workers", "1", "--limit", "1").cpu
    for n, cost in costs:
        each = 1_000 * (cost.cpu - start) / n
        report(f"{n:,} documents, one worker", "", f"{each:.1f} ms each, peak {cost.peak:.0f} MB")
    logs = [(math.log(n), math.log(cost.cpu - start)) for n, cost in costs]
    slope = statistics.linear_regression(*zip(*logs, strict=True)).slope
    report("time grows with documents to the power of", "1", f"{slope:.2f}")
    report("peak memory of a worker", "<= 500 MB", f"{max(c.peak for _, c in costs):.0f} MB")


def moments(corpus: Path, one: Path, folder: Path) -> None:
    """Start-up, and a run with nothing new."""
    times = [extract(one, folder / f"start{turn}") for turn in range(ROUNDS)]
    report("one file, start to tables", "<= 3 s", spread([t.seconds for t in times], "s"))
    report("  processor time of that", "", spread([t.cpu for t in times], "s"))
    out = folder / "again"
    extract(corpus, out)
    times = [extract(corpus, out) for _ in range(ROUNDS)]
    report("nothing new, 1,000 documents", "<= 3 s", spread([t.seconds for t in times], "s"))
    report("  processor time of that", "", spread([t.cpu for t in times], "s"))


def spread(values: Sequence[float], unit: str = "") -> str:
    """The middle of some values, and how far they lie apart."""
    middle = statistics.median(values)
    return f"{middle:.2f}{unit} ({min(values):.2f} to {max(values):.2f})"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be measured.

    Args:
        parts: Of `PARTS`.
        long: Whether growth goes to 16,000 documents.
        naive_model: The spaCy pipeline of the naive pipeline; none for ours.
    """

    parts: tuple[str, ...]
    long: bool
    naive_model: tuple[str, ...]


def read_words(words: Sequence[str]) -> Wanted:
    """Read the words of the command line; no parts are all parts.

    Raises:
        SystemExit: A word is no part and no option: nothing is measured.
    """
    parts, naive, long = [], [], False
    rest = iter(words)
    for word in rest:
        if word == "--long":
            long = True
        elif word == "--naive" and (model := next(rest, None)) is not None:
            naive = [model]
        elif word in PARTS:
            parts.append(word)
        else:
            raise SystemExit(
                f"run.py: {word!r} is no part; parts are {', '.join(PARTS)}, "
                "options --long and --naive MODEL"
            )
    return Wanted(tuple(parts) or PARTS, long, tuple(naive))


def main(words: Sequence[str]) -> None:
    """Print every figure that is wanted."""
    wanted = read_words(words)
    sizes: tuple[int, ...] = (THOUSAND,)
    if "growth" in wanted.parts:
        sizes = (*SIZES, LONG) if wanted.long else SIZES
    with TemporaryDirectory() as name:
        folder = Path(name)
        corpora = []
        for size in sizes:
            corpora.append((size, folder / f"{size}.jsonl"))
            write_corpus(corpora[-1][1], size)
        thousand = dict(corpora)[THOUSAND]
        long = folder / "long.jsonl"
        write_corpus(long, THOUSAND, full_length())
        single = folder / "single.txt"
        single.write_text(json.loads(thousand.open(encoding="utf-8").readline())["text"])
        measure: dict[str, Callable[[], None]] = {
            "rates": lambda: rates(thousand, wanted.naive_model),
            "moments": lambda: moments(thousand, single, folder),
            "workers": lambda: workers({"short releases": thousand, "releases": long}, folder),
            "growth": lambda: growth(corpora, folder),
        }
        print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
        for part in wanted.parts:
            measure[part]()


if __name__ == "__main__":
    main(sys.argv[1:])
