"""Measurements over time: somebody's wrist while they rest, walk and run, and the pump of a small waterworks."""

from __future__ import annotations

import math
import random
from datetime import datetime, timedelta

WRIST_RATE = 20

# What the wrist does, in seconds: how strongly, and how often a second.
_WRIST = ((18, 0.03, 0.3), (26, 0.34, 1.8), (8, 0.05, 0.4), (22, 1.1, 2.7), (16, 0.3, 1.7))

_PUMP_START = datetime(2026, 3, 2)


def wrist() -> str:
    """Ninety seconds of acceleration in three directions, in g, and the pulse; `time` in seconds."""
    rng = random.Random("wrist")
    lines = ["time,x,y,z,pulse"]
    step, pulse, phase = 0, 68.0, 0.0
    for seconds, strength, steps in _WRIST:
        target = 66 + 78 * min(1.0, strength)
        for _ in range(seconds * WRIST_RATE):
            phase += 2 * math.pi * steps / WRIST_RATE
            pulse += (target - pulse) / (6.5 * WRIST_RATE)
            x = strength * math.sin(phase) + rng.gauss(0, 0.02 + 0.08 * strength)
            y = 0.6 * strength * math.sin(2 * phase + 0.7) + rng.gauss(0, 0.02 + 0.06 * strength)
            z = 1 + 0.8 * strength * math.cos(phase + 0.3) + rng.gauss(0, 0.02 + 0.07 * strength)
            lines.append(f"{step / WRIST_RATE:.2f},{x:.3f},{y:.3f},{z:.3f},{pulse + rng.gauss(0, 0.4):.1f}")
            step += 1
    return "\n".join(lines) + "\n"


def pump() -> str:
    """Three weeks of a pump, every half hour: flow, pressure and temperature, with a leak, a stop and a hot bearing."""
    rng = random.Random("pump")
    lines = ["time,flow,pressure,temperature"]
    for step in range(21 * 48):
        at = _PUMP_START + timedelta(minutes=30 * step)
        hour, day = at.hour + at.minute / 60, step / 48
        thirst = 0.5 + 0.28 * math.sin((hour - 8.5) / 24 * 2 * math.pi) + 0.2 * math.exp(-(((hour - 19) / 2) ** 2))
        flow = 42 * thirst * (0.86 if at.weekday() > 4 else 1.0) + rng.gauss(0, 1.0)
        pressure = 5.6 - 0.018 * flow + rng.gauss(0, 0.03)
        temperature = 38 + 0.16 * flow + rng.gauss(0, 0.35)
        if 5.3 < day < 6.6:  # a leak: much flow, little pressure
            flow, pressure = flow + 17, pressure - 1.3
        if 11.42 < day < 11.75:  # the pump stands still
            flow, pressure, temperature = abs(rng.gauss(0, 0.1)), 1.2 + rng.gauss(0, 0.02), temperature - 9
        if 16.0 < day < 18.2:  # a bearing runs hot
            temperature += 15 * math.sin((day - 16.0) / 2.2 * math.pi)
        lines.append(f"{at:%Y-%m-%d %H:%M:%S},{flow:.1f},{pressure:.2f},{temperature:.1f}")
    return "\n".join(lines) + "\n"
