"""A talk at the ticket counter of a ferry, as text and as sound: who says what, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assay.demo.recordings.voices import RATE, Sound, Voice, say

CLERK, GUEST = "Clerk", "Passenger"
_VOICES = {CLERK: Voice(112, 1.0, 5.6), GUEST: Voice(196, 1.16, 6.4)}

_LINES = (
    (GUEST, "Good morning, is the ferry to the island running today?", 0.5),
    (CLERK, "It is, the next one leaves at ten past nine.", 0.45),
    (GUEST, "Then two tickets, please, and one for the dog.", 0.5),
    (CLERK, "Dogs travel free. That makes eighteen forty.", -0.25),
    (GUEST, "Can I pay by card?", 0.35),
    (CLERK, "Of course. The gate closes five minutes before.", 0.4),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says from one second to another."""

    author: str
    text: str
    start: float
    end: float


def talk() -> tuple[list[Turn], Sound]:
    """The turns and what is heard; once the clerk answers before the passenger has finished."""
    chance = np.random.default_rng(910)
    turns: list[Turn] = []
    spoken: list[tuple[int, Sound]] = []
    at = 0.0
    for author, text, pause in _LINES:
        at += pause
        sound = say(text, _VOICES[author], chance)
        start, length = round(at, 2), len(sound) / RATE
        turns.append(Turn(author, text, start, round(start + length, 2)))
        spoken.append((round(start * RATE), sound))
        at = start + length
    whole = 0.004 * chance.standard_normal(round((at + 0.5) * RATE))
    for begin, sound in spoken:
        whole[begin : begin + len(sound)] += sound
    return turns, whole
