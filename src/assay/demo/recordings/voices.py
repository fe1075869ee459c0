"""Two voices that speak a text in a language of their own: each letter has its sound, and no word is understood.

A voice is a buzz at the pitch of the speaker whose overtones are as strong as a mouth would let them be, and hisses for
the consonants. That is how speech looks in a waveform, with no recording of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]

RATE = 22_050

# The three lowest resonances of the mouth, in hertz.
_VOWELS: dict[str, tuple[float, float, float]] = {
    "a": (750, 1250, 2500),
    "e": (480, 1900, 2550),
    "i": (300, 2250, 3000),
    "o": (460, 850, 2450),
    "u": (330, 780, 2300),
    "y": (310, 2000, 2500),
}
_WIDTHS = (90.0, 110.0, 170.0)
_HISSES: dict[str, tuple[float, float]] = {  # centre of the noise in hertz, and how long it lasts
    **dict.fromkeys("sz", (6200, 0.09)),
    **dict.fromkeys("fv", (4200, 0.06)),
    **dict.fromkeys("hc", (2600, 0.06)),
    **dict.fromkeys("tkpq", (3600, 0.035)),
    **dict.fromkeys("dgbjx", (1800, 0.03)),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody sounds: the pitch in hertz, how small the mouth is, and syllables a second."""

    pitch: float
    mouth: float
    pace: float


def say(text: str, voice: Voice, chance: np.random.Generator) -> Sound:
    """The text, spoken; it rises at the end of a question and falls at any other."""
    letters = [letter for letter in text.lower() if letter in _VOWELS or letter in _HISSES or letter in " ,"]
    syllables = sum(letter in _VOWELS for letter in letters) or 1
    pieces: list[Sound] = [np.zeros(0)]
    spoken = 0
    for before, letter in zip(" " + "".join(letters), letters, strict=False):
        if letter in _VOWELS:
            if before in _VOWELS:
                continue
            where = spoken / syllables
            spoken += 1
            lift = 0.16 * max(0.0, where - 0.75) / 0.25 if text.endswith("?") else -0.14 * where
            pieces.append(_vowel(_VOWELS[letter], voice, lift, chance))
        elif letter in _HISSES:
            pieces.append(_hiss(*_HISSES[letter], chance))
        else:
            pieces.append(np.zeros(round(RATE * (0.16 if letter == "," else 0.035))))
    return _joined(pieces)


def _vowel(formants: tuple[float, float, float], voice: Voice, lift: float, chance: np.random.Generator) -> Sound:
    length = round(RATE * chance.uniform(0.75, 1.15) / voice.pace)
    time = np.arange(length) / RATE
    bend = 1 + lift + 0.05 * np.sin(2 * np.pi * (3.1 * time + chance.uniform()))
    phase = 2 * np.pi * np.cumsum(voice.pitch * bend) / RATE
    sound = np.zeros(length)
    for overtone in range(1, int(4500 / voice.pitch)):
        frequency = overtone * voice.pitch
        strength = sum(
            1 / (1 + ((frequency - centre * voice.mouth) / width) ** 2) / (1 + place)
            for place, (centre, width) in enumerate(zip(formants, _WIDTHS, strict=True))
        )
        sound += (strength + 0.02) / overtone**0.35 * np.sin(overtone * phase)
    return sound * _swell(length, 0.025, 0.05) * 0.22 * chance.uniform(0.8, 1.1)


def _hiss(centre: float, seconds: float, chance: np.random.Generator) -> Sound:
    length = round(RATE * seconds)
    return band(chance.standard_normal(length), centre, centre * 0.35) * _swell(length, 0.008, 0.02) * 0.09


def band(sound: Sound, centre: float, width: float, rate: int = RATE) -> Sound:
    """What is near a frequency, as loud as before on the whole."""
    spectrum = np.fft.rfft(sound)
    frequencies = np.fft.rfftfreq(len(sound), 1 / rate)
    found: Sound = np.fft.irfft(spectrum * np.exp(-(((frequencies - centre) / width) ** 2)), len(sound))
    return found / (np.std(found) + 1e-9)


def _swell(length: int, rise: float, fall: float) -> Sound:
    time = np.arange(length) / RATE
    found: Sound = np.minimum(1, time / rise) * np.minimum(1, (length / RATE - time) / fall)
    return np.clip(found, 0, 1)


def _joined(pieces: list[Sound], overlap: int = 220) -> Sound:
    """The pieces one after the other, each beginning a little before the last one ends."""
    whole = np.zeros(sum(map(len, pieces)) + overlap)
    at = 0
    for piece in pieces:
        whole[at : at + len(piece)] += piece
        at += max(0, len(piece) - overlap)
    return whole[: at + overlap]
