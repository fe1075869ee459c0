"""Pauses: why somebody may not work in a project for a while, and what they may still do (LSE 10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PauseReason(StrEnum):
    """Why somebody is paused."""

    MANUAL = "MANUAL"
    BEHAVIOR = "BEHAVIOR_BASED"
    EVALUATION = "ANNOTATOR_EVALUATION"
    LIMIT = "ANNOTATION_LIMIT"
    SCRIPT = "CUSTOM_SCRIPT"


# The server sets and lifts these by itself. Whoever has one may still mend what came back, comment, and review others.
BY_SERVER = frozenset({PauseReason.EVALUATION, PauseReason.LIMIT})

USUAL_WORDS = {
    PauseReason.MANUAL: "A manager paused your work in this project.",
    PauseReason.BEHAVIOR: "Your work in this project was paused because of how it was done.",
    PauseReason.EVALUATION: "Your work does not reach the quality that this project asks for yet.",
    PauseReason.LIMIT: "You have done as many tasks of this project as one person may do.",
    PauseReason.SCRIPT: "Your work in this project was paused by its script.",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause in force."""

    reason: PauseReason
    words: str = ""

    @property
    def said(self) -> str:
        """What the person is told."""
        return self.words or USUAL_WORDS[self.reason]


def in_full(pauses: Sequence[Pause]) -> Pause | None:
    """The pause that keeps somebody out of the project, the latest; None when they may come in."""
    return next((pause for pause in reversed(pauses) if pause.reason not in BY_SERVER), None)
