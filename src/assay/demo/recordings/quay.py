"""What one hears at the harbour: waves, gulls, a bell, a boat that goes by, and a horn far out."""

from __future__ import annotations

import numpy as np

from assay.demo.recordings.voices import Sound, band

RATE = 32_000
SECONDS = 14.0


def listen() -> Sound:
    """Fourteen seconds at the quay."""
    chance = np.random.default_rng(1889)
    time = np.arange(round(RATE * SECONDS)) / RATE
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * time / 4.7 - 1)
    sound = 0.028 * band(chance.standard_normal(len(time)), 300, 420, RATE) * swell
    sound += 0.010 * band(chance.standard_normal(len(time)), 1800, 1500, RATE) * swell**2
    for at, heard in (
        (0.9, _gull(chance, 4)),
        (2.6, _bell(520.0)),
        (4.1, _bell(520.0)),
        (5.4, _gull(chance, 3)),
        (5.9, _boat(chance, 4.6)),
        (10.6, _horn(2.3)),
        (12.2, _gull(chance, 2)),
    ):
        start = round(at * RATE)
        end = min(len(sound), start + len(heard))
        sound[start:end] += heard[: end - start]
    return sound


def _gull(chance: np.random.Generator, cries: int) -> Sound:
    """Cries that jump up and slide down."""
    pieces = []
    for number in range(cries):
        length = chance.uniform(0.2, 0.34)
        time = np.arange(round(RATE * length)) / RATE
        pitch = 1150 + 700 * np.exp(-(((time - 0.05) / (0.4 * length)) ** 2)) - 120 * number
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        rough = 1 + 0.35 * np.sin(2 * np.pi * 62 * time)
        cry = sum(np.sin(overtone * phase) / overtone for overtone in range(1, 5))
        pieces += [
            0.11 * rough * np.sin(np.pi * time / length) * cry,
            np.zeros(round(RATE * chance.uniform(0.06, 0.2))),
        ]
    return np.concatenate(pieces)


def _bell(pitch: float) -> Sound:
    """A ship's bell: its partials are no multiples of one another, and the high ones die first."""
    time = np.arange(round(RATE * 2.2)) / RATE
    partials = ((0.5, 0.3, 1.3), (1.0, 1.0, 2.2), (1.19, 0.6, 2.8), (1.51, 0.5, 3.4), (2.0, 0.7, 4.0), (2.74, 0.4, 6.5))
    sound = sum(
        share * np.exp(-decay * time) * np.sin(2 * np.pi * pitch * factor * time) for factor, share, decay in partials
    )
    return np.asarray(0.13 * sound * np.minimum(1, time / 0.003))


def _boat(chance: np.random.Generator, length: float) -> Sound:
    """A small engine that comes and goes."""
    time = np.arange(round(RATE * length)) / RATE
    beat = _saw(11.0 + 0.6 * np.sin(np.pi * time / length))
    knock = np.exp(-9 * beat) * band(chance.standard_normal(len(time)), 140, 90, RATE)
    return np.asarray(0.16 * knock * np.sin(np.pi * time / length) ** 1.5)


def _horn(length: float) -> Sound:
    time = np.arange(round(RATE * length)) / RATE
    phase = 2 * np.pi * 146.8 * time
    sound = sum(np.sin(overtone * phase) / overtone**1.3 for overtone in range(1, 8))
    return np.asarray(0.12 * sound * np.minimum(1, time / 0.25) * np.minimum(1, (length - time) / 0.5))


def _saw(frequency: Sound) -> Sound:
    turns = np.cumsum(frequency) / RATE
    return np.asarray(turns % 1.0)
