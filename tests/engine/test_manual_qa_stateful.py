"""Manual QA: people do at random what the API allows, and after every act T1 - T17 hold.

`ASSAY_STATEFUL_ACTS` runs more of it than an ordinary test run does, `ASSAY_STATEFUL_SEED` others; `make stateful`
runs a hundred thousand. A failure names the seed with which it happens again.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from tests.engine import judging, labelling, steering
from tests.engine.play import Play
from tests.engine.wire import Wire

from assay.kit.db import Database

ACTS = int(os.environ.get("ASSAY_STATEFUL_ACTS", "600"))
SEED = int(os.environ.get("ASSAY_STATEFUL_SEED", "1"))
IN_A_PROJECT = 250
EVERYBODY = [*labelling.ACTS, *judging.ACTS, *steering.ACTS]


@pytest.fixture
def wire(app: FastAPI, connect: object) -> Iterator[Wire]:
    made = Wire(app)
    yield made
    made.close()


@pytest.mark.timeout(300 + ACTS)
def test_whatever_people_do_t1_to_t17_hold(
    database: Database, new_cast: Any, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: Counter[str] = Counter()
    answers: Counter[int] = Counter()
    since = time.monotonic()
    for number in range(-(-ACTS // IN_A_PROJECT)):
        play = Play(database, new_cast(), wire, SEED + number)
        monkeypatch.setattr(secrets, "randbelow", play.rng.randrange)
        play.run(EVERYBODY, min(IN_A_PROJECT, ACTS - number * IN_A_PROJECT))
        steering.copy(play)
        done += play.done
        answers += play.answers
        if ACTS > 1000:
            pace = sum(done.values()) / (time.monotonic() - since)
            sys.stderr.write(f"{sum(done.values()):,} acts, {pace:.0f}/s, seed {play.seed}\n")
    assert answers[200] + answers[201] + answers[204] > sum(answers.values()) / 2, "most of it was possible"
    assert set(done) == {act.__name__ for _, act in EVERYBODY}, "everything was done"
    if ACTS > 1000:
        sys.stderr.write(f"{dict(done)}\n{dict(answers)}\n")
