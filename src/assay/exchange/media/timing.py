"""When the frames of a film are shown: at an even pace, which can be computed, or at times that have to be listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

# Rates that cameras and programs have; a measured one so near to it means it.
_KNOWN = (
    *map(Fraction, (5, 6, 8, 10, 12, 15, 16, 18, 20, 24, 25, 30, 48, 50, 60, 90, 100, 120, 240)),
    *(Fraction(rate * 1000, 1001) for rate in (24, 30, 48, 60, 120)),
)
_NEAR = Fraction(1, 500)

# At an even pace the n-th frame may be off by this part of a frame, so that rounding still finds it.
_OFF = 0.25


@dataclass(frozen=True, slots=True)
class Timing:
    """How the frames of a film follow one another. `fps` is the even pace, or the average of an uneven one."""

    frames: int
    start: float
    duration: float
    fps: Fraction | None
    variable: bool


def timing(ticks: Sequence[int], time_base: Fraction, nominal: Fraction | None, last: int = 0) -> Timing:
    """The timing of frames that are shown at these ticks, in order; `last` is how long the last one is shown.

    The pace is even when every frame stands where its number says: `start + number / fps`.
    """
    if not ticks:
        return Timing(0, 0.0, 0.0, None, False)
    span = (ticks[-1] - ticks[0]) * time_base
    if span == 0:
        shown = last * time_base or (1 / nominal if nominal else Fraction(0))
        return Timing(len(ticks), float(ticks[0] * time_base), float(shown), nominal, False)
    average = (len(ticks) - 1) / span
    even = next((rate for rate in _candidates(average, nominal) if _is_even(ticks, time_base, rate)), None)
    fps = even or average.limit_denominator(1001)
    return Timing(
        frames=len(ticks),
        start=float(ticks[0] * time_base),
        duration=float(span + (last * time_base or 1 / fps)),
        fps=fps,
        variable=even is None,
    )


def _candidates(average: Fraction, nominal: Fraction | None) -> list[Fraction]:
    near = sorted((rate for rate in _KNOWN if abs(rate - average) <= average * _NEAR), key=lambda r: abs(r - average))
    claimed = [nominal] if nominal and abs(nominal - average) <= average * _NEAR else []
    return [*claimed, *near, average.limit_denominator(1001), average]


def _is_even(ticks: Sequence[int], time_base: Fraction, rate: Fraction) -> bool:
    pace = float(time_base * rate)
    first = ticks[0]
    return all(abs((tick - first) * pace - number) < _OFF for number, tick in enumerate(ticks))
