"""Further reviews of submitted work: of what, and of how much of it (MQA 72, 73; A.21 U13)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assay.reviews.rules.items import ItemState


class Scope(StrEnum):
    """Which items get a further review."""

    ALL = "all"
    APPROVED = "approved"
    NOT_SELECTED = "not_selected"

    @property
    def states(self) -> tuple[ItemState, ...]:
        """What an expert rejected for good, and what still waits, is in none of them."""
        return {
            Scope.ALL: (ItemState.ACCEPTED, ItemState.NOT_SELECTED),
            Scope.APPROVED: (ItemState.ACCEPTED,),
            Scope.NOT_SELECTED: (ItemState.NOT_SELECTED,),
        }[self]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that could get a further review, with who judged it so far."""

    id: int
    task_id: int
    annotation_id: int
    author_id: int | None
    state: str
    judges: tuple[int, ...]


def sample(ids: Iterable[int], size: int | None, seed: int) -> tuple[frozenset[int], float]:
    """So many of some items, each as likely as any other, and with which probability; None takes all of them.

    Reproducible from the seed: the items with the smallest digests.
    """
    every = sorted(set(ids))
    if size is None or size >= len(every):
        return frozenset(every), 1.0

    def place(item_id: int) -> bytes:
        return hashlib.blake2b(f"{seed}:{item_id}".encode(), digest_size=8).digest()

    return frozenset(sorted(every, key=place)[:size]), size / len(every)


def servable(candidate: Candidate, reviewers: Collection[int], *, without_judges: bool, own_work: bool) -> bool:
    """Whether anybody is there who may judge an item once more."""
    not_these = set(candidate.judges) if without_judges else set()
    if candidate.author_id is not None and not own_work:
        not_these.add(candidate.author_id)
    return bool(set(reviewers) - not_these)


def batches(
    chosen: Sequence[Candidate], *, without_judges: bool
) -> dict[tuple[int, int | None, tuple[int, ...]], list[Candidate]]:
    """The items of each batch, by annotation, author and who may not take it."""
    found: dict[tuple[int, int | None, tuple[int, ...]], list[Candidate]] = {}
    for candidate in chosen:
        excluded = candidate.judges if without_judges else ()
        found.setdefault((candidate.annotation_id, candidate.author_id, excluded), []).append(candidate)
    return found
