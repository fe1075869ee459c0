"""Which reviews a submission makes of what it sends to review, and for which of the mapped reviewers (MQA A.7, A.8).

The instances of a submission fall into groups by who may review them: those that the class is mapped to, else those
that the annotator is mapped to, else everybody. In each group one reviewer is drawn. Everything here is reproducible
from the seed of the submission.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

EVERYBODY: frozenset[int] = frozenset()
"""The pool of what is not mapped: the queue that is open to everybody with the role."""


class Selected(NamedTuple):
    """An item that goes to review. `before` judged it last, where somebody did."""

    key: str
    class_name: str
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Pools:
    """Who of the mapped reviewers can review a submission now, by class, and for its annotator."""

    classes: Mapping[str, frozenset[int]]
    annotator: frozenset[int] = EVERYBODY

    @classmethod
    def of(
        cls,
        classes: Mapping[str, Collection[int]],
        annotator: Collection[int],
        *,
        able: Collection[int],
    ) -> Pools:
        """The pools without those who cannot review it. A pool that nobody is left in does not count (A.21 U8)."""
        left = {name: frozenset(people) & frozenset(able) for name, people in classes.items()}
        return cls({name: people for name, people in left.items() if people}, frozenset(annotator) & frozenset(able))

    def pool(self, class_name: str) -> frozenset[int]:
        """Who may review an instance of a class: its class beats its annotator (MQA 41)."""
        return self.classes.get(class_name, self.annotator)


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one pool, in the order in which they came."""

    pool: frozenset[int]
    items: tuple[Selected, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A review: the keys of its items, and who was drawn of whom. Nobody: whoever comes first."""

    keys: tuple[str, ...]
    reviewer: int | None = None
    pool: frozenset[int] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Manner:
    """How a project shares work out: to one reviewer, or in reviews of at most so many items of what is not mapped."""

    one_reviewer: bool = False
    most: int | None = None


def partition(items: Iterable[Selected], pools: Pools) -> tuple[Group, ...]:
    """The items by their pools, each item once, the groups in the order of their first items."""
    groups: dict[frozenset[int], list[Selected]] = {}
    for item in items:
        groups.setdefault(pools.pool(item.class_name), []).append(item)
    return tuple(Group(pool, tuple(found)) for pool, found in groups.items())


def share_out(
    items: Sequence[Selected], pools: Pools, manner: Manner, seed: int, *, able: Collection[int] = EVERYBODY
) -> tuple[Share, ...]:
    """The reviews of a submission; every item is in exactly one, and nobody has two.

    Who judged an item before judges it again if they are `able` to and its pool allows it (A.21 U22). With one reviewer
    for all, somebody who is in every mapped pool gets everything; else each group has one of its own (A.21 U7).
    """
    groups = partition(items, pools)
    if manner.one_reviewer:
        return _to_one(groups, seed, able)
    mine: dict[int, tuple[list[str], frozenset[int]]] = {}
    free: list[str] = []
    for group in groups:
        drawn = draw(group.pool, seed) if group.pool else None
        for item in group.items:
            again = item.before if _may_again(item, group.pool, able) else None
            reviewer = drawn if again is None else again
            if reviewer is None:
                free.append(item.key)
            else:
                mine.setdefault(reviewer, ([], group.pool or frozenset({reviewer})))[0].append(item.key)
    shares = [Share(tuple(keys), reviewer, pool) for reviewer, (keys, pool) in mine.items()]
    return (*shares, *(Share(keys) for keys in split(free, manner.most)))


def _to_one(groups: Sequence[Group], seed: int, able: Collection[int]) -> tuple[Share, ...]:
    mapped = [group for group in groups if group.pool]
    everywhere = frozenset.intersection(*(group.pool for group in mapped)) if mapped else EVERYBODY
    if everywhere or not mapped:
        items = [item for group in groups for item in group.items]
        return (_whole(items, everywhere, seed, able),) if items else ()
    shares: dict[int | None, Share] = {}
    for group in groups:
        share = _whole(group.items, group.pool, seed, able)
        known = shares.get(share.reviewer)
        shares[share.reviewer] = share if known is None else Share(known.keys + share.keys, known.reviewer, known.pool)
    return tuple(shares.values())


def _whole(items: Sequence[Selected], pool: frozenset[int], seed: int, able: Collection[int]) -> Share:
    """One review of all these items: by who judged most of them before, else by who is drawn of the pool."""
    again = Counter(item.before for item in items if item.before is not None and _may_again(item, pool, able))
    keys = tuple(item.key for item in items)
    if again:
        most = max(again.values())
        reviewer = draw(frozenset(person for person, count in again.items() if count == most), seed)
        return Share(keys, reviewer, pool or frozenset({reviewer}))
    return Share(keys, draw(pool, seed), pool) if pool else Share(keys)


def _may_again(item: Selected, pool: frozenset[int], able: Collection[int]) -> bool:
    return item.before is not None and item.before in able and (not pool or item.before in pool)


def draw(pool: frozenset[int], seed: int) -> int:
    """One of a pool, each as likely as the other, the same one for the same seed (MQA 40)."""
    people = sorted(pool)
    digest = hashlib.blake2b(f"{seed}:{people}".encode(), digest_size=16).digest()
    return people[int.from_bytes(digest, "big") % len(people)]


def split(keys: Sequence[str], most: int | None) -> tuple[tuple[str, ...], ...]:
    """The keys in as few parts as possible of at most so many, as even as possible, in their order."""
    if not keys:
        return ()
    parts = 1 if most is None else -(-len(keys) // most)
    size, longer = divmod(len(keys), parts)
    ends = [number * size + min(number, longer) for number in range(parts + 1)]
    return tuple(tuple(keys[start:end]) for start, end in pairwise(ends))
