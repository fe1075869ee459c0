"""The order of the queue: each task has a number, and tasks are offered by it (LSE 4.3).

A number is a band and a place inside of it. Bands put some tasks before all others: those with a ground truth, those
that several people label. Places are the order itself. `assay.tasks.queries.whole` says the same in SQL for tasks that
exist; here are the numbers of new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assay.projects.rules.settings import Sampling, Settings

BAND = 2**60
FIRST_BAND, USUAL_BAND, LATER_BAND = -1, 0, 1
# With uncertainty the lower half of a band is for tasks with a score, the upper one for those without, at random.
UNSCORED = 2**59


@dataclass(frozen=True, slots=True)
class Places:
    """What the settings say about the order."""

    sampling: Sampling
    overlap_first: bool
    truth_first: bool

    @classmethod
    def of(cls, settings: Settings) -> Places:
        """Putting tasks with overlap first says nothing when all tasks have it."""
        return cls(
            settings.sampling,
            settings.show_overlap_first and settings.overlap_cohort_percentage < 100,
            settings.show_ground_truth_first,
        )


def queue_keys(places: Places, ids: Sequence[int], overlaps: Sequence[int], draw: Callable[[int], int]) -> list[int]:
    """The numbers of new tasks, which have neither scores nor a ground truth yet. `draw(n)` is a number below n."""
    keys = []
    for task_id, overlap in zip(ids, overlaps, strict=True):
        band = LATER_BAND if places.overlap_first and overlap == 1 else USUAL_BAND
        if places.sampling is Sampling.SEQUENTIAL:
            within = task_id
        elif places.sampling is Sampling.UNIFORM:
            within = draw(BAND)
        else:
            within = UNSCORED + draw(BAND - UNSCORED)
        keys.append(band * BAND + within)
    return keys
