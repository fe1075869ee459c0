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
from tests.engine import (
    correcting,
    drafting,
    furnishing,
    judging,
    labelling,
    staffing,
    steering,
    sweeping,
    talking,
    tuning,
    undoing,
)
from tests.engine.play import Play, name_of
from tests.engine.wire import Wire

from assay.kit.db import Database

ACTS = int(os.environ.get("ASSAY_STATEFUL_ACTS", "600"))
SEED = int(os.environ.get("ASSAY_STATEFUL_SEED", "1"))
IN_A_PROJECT = 250
WORK = [*labelling.ACTS, *drafting.ACTS, *judging.ACTS, *correcting.ACTS, *talking.ACTS]
LEAD = [*steering.ACTS, *sweeping.ACTS, *undoing.ACTS, *tuning.ACTS, *staffing.ACTS, *furnishing.ACTS]
EVERYBODY = [*WORK, *LEAD]
NEVER_TAKEN = {"correcting.judge_whole", "labelling.meddle", "sweeping.judge_all"}  # tried, and nothing comes of it
ALL = {name_of(act) for _, act in EVERYBODY}


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
    taken: Counter[str] = Counter()
    answers: Counter[int] = Counter()
    idle = 0
    since = time.monotonic()
    for number in range(-(-ACTS // IN_A_PROJECT)):
        play = Play(database, new_cast(), wire, SEED + number)
        monkeypatch.setattr(secrets, "randbelow", play.rng.randrange)
        play.run(EVERYBODY, min(IN_A_PROJECT, ACTS - number * IN_A_PROJECT))
        steering.copy(play)
        done += play.done
        taken += play.taken
        answers += play.answers
        idle += play.idle
        if ACTS > 1000:
            pace = sum(done.values()) / (time.monotonic() - since)
            sys.stderr.write(f"{sum(done.values()):,} acts, {pace:.0f}/s, seed {play.seed}\n")
    possible = answers[200] + answers[201] + answers[204]
    assert possible > (sum(answers.values()) - idle) / 2, "most of what people who were there tried was possible"
    assert set(done) == ALL, "everything was done"
    if ACTS > 1000:
        shares = ", ".join(f"{name} {taken[name]}/{count}" for name, count in sorted(done.items()))
        sys.stderr.write(f"{shares}\n{dict(answers)}, {idle} idle\n")
        assert set(taken) | NEVER_TAKEN == ALL, "everything was possible some time"
