"""What comparing answers costs: `python -m bench.metrics` prints a table. It needs no server and no database."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from time import process_time

import numpy as np

from assay.metrics import consensus, methodology
from assay.metrics.catalogue import METRICS
from assay.metrics.chance import coefficient, with_bootstrap
from assay.metrics.dawid_skene import dawid_skene
from assay.metrics.kinds import Choices, Region, Regions, Texts, Track, Tracks, Value
from assay.metrics.ratings import Ratings
from assay.metrics.shapes import Box, Mask, Polygon, Span

SEED = 1


def main() -> None:
    """Measures processor time, so that other work on the machine does not count."""
    print("| what | time |\n|---|---:|")
    for what, work in _cases():
        work()
        start = process_time()
        work()
        print(f"| {what} | {(process_time() - start) * 1000:,.1f} ms |")


def _cases() -> Iterator[tuple[str, Callable[[], object]]]:
    yield "10,000 tasks of 3 annotations with choices: exact, pairwise and consensus", _tasks("exact")
    yield "the same, Jaccard, pairwise", _tasks("jaccard")
    for turn, name in ((0.0, "boxes"), (15.0, "turned boxes")):
        for number in (100, 500):
            sides = _boxes(number, turn)
            yield f"{number} {name} against {number}: IoU", _compared("iou", *sides)
            yield f"{number} {name} against {number}: F1 of pairs", _compared("f1", *sides)
    yield "100 polygons of 32 corners against 100: IoU", _compared("iou", _polygons(0), _polygons(2))
    yield "10 masks of 1,000 x 1,000 against 10: IoU", _compared("iou", _masks(), _masks())
    yield "300 spans against 300: overlap", _compared("span_overlap", _spans(0), _spans(2))
    yield "5 tracks of 3,000 frames against 5: frames", _compared("frames_iou", _tracks(0), _tracks(2))
    yield "the same: whole tracks", _compared("track_iou", _tracks(0), _tracks(2))
    yield "texts of 20,000 characters: Levenshtein", _compared("text", Texts.of("ab " * 7000), Texts.of("ab c" * 5000))
    million = _million()
    yield "1,000,000 labels: alpha", lambda: coefficient("krippendorff", million)
    yield "the same, with a bootstrap of 1,000 samples", lambda: with_bootstrap("krippendorff", million)
    yield "1,000,000 labels: votes weighted by skill", lambda: consensus.wawa(million).winner
    yield "1,000,000 labels: Dawid and Skene, 20 rounds", lambda: dawid_skene(million, rounds=20, tolerance=0)


def _tasks(key: str) -> Callable[[], object]:
    chance = random.Random(SEED)
    tasks = [[Choices.of(chance.choice("abcd")) for _ in range(3)] for _ in range(10_000)]
    metric = METRICS[key]

    def work() -> None:
        for answers in tasks:
            scores: list[list[float | None]] = [[None] * 3 for _ in range(3)]
            for i, j in ((0, 1), (0, 2), (1, 2)):
                scores[i][j] = metric.compare(answers[i], answers[j], {})
            methodology.pairwise(scores)
            if metric.binary:
                methodology.consensus(scores)

    return work


def _compared(key: str, a: Value, b: Value) -> Callable[[], object]:
    metric = METRICS[key]
    params, problems = metric.settled({})
    assert problems == {}
    return lambda: metric.compare(a, b, params)


def _boxes(number: int, turn: float) -> tuple[Regions, Regions]:
    chance = np.random.default_rng(SEED)
    places, moves = chance.uniform(0, 1000, (number, 2)), chance.normal(0, 3, (number, 2))
    sides = [
        Regions(tuple(Region(Box(x, y, 40, 40, turn), frozenset("ab"[at % 2])) for at, (x, y) in enumerate(each)))
        for each in (places.tolist(), (places + moves).tolist())
    ]
    return sides[0], sides[1]


def _polygons(shift: float) -> Regions:
    around = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    circle = np.stack([np.cos(around), np.sin(around)], axis=1) * 20 + shift
    places = np.random.default_rng(SEED).uniform(0, 1000, (100, 2))
    return Regions(tuple(Region(Polygon(tuple(map(tuple, (circle + place).tolist())))) for place in places))


def _masks() -> Regions:
    down, across = np.mgrid[:1000, :1000]
    places = np.random.default_rng(SEED).uniform(0, 1000, (10, 2))
    return Regions(tuple(Region(Mask.of_array((down - y) ** 2 + (across - x) ** 2 < 10_000)) for x, y in places))


def _spans(shift: float) -> Regions:
    return Regions(tuple(Region(Span(10 * at + shift, 10 * at + 7)) for at in range(300)))


def _tracks(shift: float) -> Tracks:
    frames = tuple(range(1, 3001))
    return Tracks(
        tuple(Track(frames, tuple(Box(at / 30 + shift + 5 * n, 0, 10, 10) for at in range(3000))) for n in range(5))
    )


def _million() -> Ratings:
    chance = np.random.default_rng(SEED)
    unit = np.repeat(np.arange(200_000), 5)
    truth = chance.integers(0, 5, 200_000)[unit]
    given = np.where(chance.random(1_000_000) < 0.7, truth, chance.integers(0, 5, 1_000_000))
    who = chance.integers(0, 500, 1_000_000)
    return Ratings(unit, who, given, tuple(range(200_000)), tuple(range(500)), tuple("abcde"))


if __name__ == "__main__":
    main()
