"""Who is told of a comment (LSE 7.2.1-7.2.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assay.inbox.rules.kinds import Kind


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who sees the project. Whether they review there is said by their effective role."""

    id: int
    reviews: bool
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation that a comment belongs to, as it was before."""

    author_id: int
    work_of: int | None
    is_first_of_author: bool
    participants: frozenset[int]
    judged_by: frozenset[int]
    mentioned: frozenset[int]


def told(talk: Talk, seers: Iterable[Seer]) -> Mapping[int, Kind]:
    """Who is told, and as what. Nobody is told of their own words, or of a conversation that they do not see.

    The first comment of somebody on their own work goes to those who review in the project; later ones, and those of
    reviewers, to everybody who took part, to the author of the work, and to those who judged it before.
    """
    among = {seer.id: seer for seer in seers if seer.reviews or seer.id == talk.work_of}
    author = among.get(talk.author_id)
    by_reviewer = author is not None and author.reviews and talk.author_id != talk.work_of
    wanted = talk.participants | talk.judged_by
    if talk.work_of is not None:
        wanted |= {talk.work_of}
    if talk.is_first_of_author and not by_reviewer:
        wanted |= {seer.id for seer in among.values() if seer.reviews and seer.is_joined}
    kinds = dict.fromkeys(wanted, Kind.COMMENT) | dict.fromkeys(talk.mentioned, Kind.MENTION)
    return {person: kinds[person] for person in sorted(kinds) if person in among and person != talk.author_id}
