"""Cars from behind, from the front and from the side, a bus, and bicycles with their riders; in metres."""

from __future__ import annotations

import random

from assay.demo.pictures.canvas import Colour, Frame, mix, shade
from assay.demo.pictures.people import CLOTHES, SHOES, SKIN, TROUSERS

PAINT: tuple[Colour, ...] = (
    (52, 102, 138),
    (176, 70, 58),
    (224, 220, 210),
    (84, 96, 88),
    (140, 146, 156),
    (216, 168, 74),
    (62, 66, 78),
    (92, 132, 116),
    (120, 76, 92),
)
TYRE: Colour = (34, 34, 38)
GLASS: Colour = (64, 84, 98)
PLATE: Colour = (232, 232, 220)
TAIL_LIGHT: Colour = (206, 56, 46)
HEADLIGHT: Colour = (250, 244, 216)


def draw_car_from_behind(frame: Frame, paint: Colour, braking: bool = False, night: bool = False) -> None:
    """A car driving away; its wheels stand at the frame's origin."""
    frame.shadow(0, 0.02, 1.12, 0.13, 110)
    with frame.canvas.thing("Car"):
        _wheels_from_end(frame)
        _shell(frame, paint)
        frame.polygon([(-0.62, 0.9), (-0.5, 1.33), (0.5, 1.33), (0.62, 0.9)], shade(GLASS, 0.8))
        frame.polygon(
            [(-0.58, 0.92), (-0.47, 1.31), (-0.12, 1.31), (-0.32, 0.92)], mix(GLASS, (190, 210, 220), 0.35), 150
        )
        frame.box(-0.2, 0.93, 0.0, 1.1, shade(GLASS, 0.5), 0.04)
        frame.box(0.2, 0.93, 0.4, 1.1, shade(GLASS, 0.5), 0.04)
        lamp = shade(TAIL_LIGHT, 1.25) if braking else TAIL_LIGHT
        for side in (-1, 1):
            frame.box(side * 0.84, 0.62, side * 0.54, 0.78, shade(lamp, 0.8), 0.04)
            frame.box(side * 0.82, 0.65, side * 0.62, 0.76, lamp, 0.03)
        frame.box(-0.28, 0.57, 0.28, 0.71, PLATE, 0.02)
        frame.line([(-0.48, 0.82), (0.48, 0.82)], 0.02, shade(paint, 0.72))
        frame.box(-0.88, 0.2, 0.88, 0.4, shade(paint, 0.6), 0.07)
        frame.box(-0.6, 0.15, 0.6, 0.25, (50, 50, 54), 0.03)
    if braking or night:
        for side in (-1, 1):
            frame.halo(side * 0.7, 0.7, 0.42, (255, 84, 60), 50 if night else 30)


def draw_car_from_the_front(frame: Frame, paint: Colour, night: bool = False) -> None:
    """A car that comes towards us."""
    frame.shadow(0, 0.02, 1.12, 0.13, 110)
    with frame.canvas.thing("Car"):
        _wheels_from_end(frame)
        _shell(frame, paint)
        frame.polygon([(-0.68, 0.9), (-0.52, 1.34), (0.52, 1.34), (0.68, 0.9)], mix(GLASS, (160, 190, 205), 0.25))
        frame.polygon([(-0.2, 0.9), (0.02, 1.34), (0.2, 1.34), (0.02, 0.9)], (216, 230, 236), 70)
        frame.oval(0.3, 1.03, 0.1, 0.13, shade(GLASS, 0.5))
        frame.oval(0.3, 1.16, 0.07, 0.08, (150, 116, 96))
        frame.polygon([(-0.8, 0.82), (-0.66, 0.92), (0.66, 0.92), (0.8, 0.82)], shade(paint, 1.12))
        for side in (-1, 1):
            frame.box(side * 0.86, 0.6, side * 0.56, 0.76, (214, 216, 212), 0.06)
            frame.oval(side * 0.72, 0.68, 0.085, 0.065, HEADLIGHT, glow=True)
        frame.box(-0.46, 0.55, 0.46, 0.72, (44, 46, 52), 0.05)
        for bar in (0.59, 0.635, 0.68):
            frame.line([(-0.42, bar), (0.42, bar)], 0.014, (110, 114, 120))
        frame.box(-0.88, 0.2, 0.88, 0.44, shade(paint, 0.74), 0.07)
        frame.box(-0.26, 0.3, 0.26, 0.41, PLATE, 0.02)
        frame.box(-0.6, 0.15, 0.6, 0.25, (50, 50, 54), 0.03)
    if night:
        for side in (-1, 1):
            frame.halo(side * 0.72, 0.68, 0.75, (255, 240, 196), 70)


def _wheels_from_end(frame: Frame) -> None:
    for side in (-1, 1):
        frame.box(side * 0.85, 0.0, side * 0.62, 0.45, TYRE, 0.05)
        frame.box(side * 0.95, 0.9, side * 0.78, 1.02, (60, 62, 68), 0.04)


def _shell(frame: Frame, paint: Colour) -> None:
    frame.polygon(
        [(-0.76, 0.86), (-0.6, 1.38), (-0.5, 1.45), (0.5, 1.45), (0.6, 1.38), (0.76, 0.86)], shade(paint, 0.92)
    )
    frame.polygon([(-0.56, 1.4), (-0.48, 1.45), (0.48, 1.45), (0.56, 1.4)], shade(paint, 1.18))
    frame.smooth(
        [
            (-0.88, 0.24),
            (-0.92, 0.6),
            (-0.84, 0.86),
            (-0.5, 0.92),
            (0.5, 0.92),
            (0.84, 0.86),
            (0.92, 0.6),
            (0.88, 0.24),
            (0, 0.2),
        ],
        paint,
    )
    frame.smooth([(-0.86, 0.22), (-0.89, 0.5), (0.0, 0.5), (0.89, 0.5), (0.86, 0.22), (0, 0.18)], shade(paint, 0.84))


def draw_car_from_the_side(frame: Frame, paint: Colour, estate: bool, night: bool = False) -> None:
    """A car driving to the right; the frame's origin lies under its middle."""
    frame.shadow(0, 0.02, 2.35, 0.17, 110)
    with frame.canvas.thing("Car"):
        rear = [(-2.16, 0.5), (-2.18, 0.9), (-2.02, 1.02)]
        roof = [(-1.86, 1.36), (-1.5, 1.46)] if estate else [(-1.3, 1.06), (-0.95, 1.38), (-0.55, 1.45)]
        nose = [(0.25, 1.44), (0.62, 1.3), (1.08, 0.98), (1.85, 0.86), (2.14, 0.72), (2.18, 0.42)]
        frame.polygon([*rear, *roof, *nose, (2.05, 0.27), (-2.08, 0.27)], paint)
        frame.polygon([(-2.17, 0.56), (2.16, 0.52), (2.18, 0.42), (2.05, 0.27), (-2.08, 0.27)], shade(paint, 0.8))
        frame.line([(-2.1, 0.86), (1.95, 0.8)], 0.022, shade(paint, 1.2))
        _side_windows(frame, estate)
        for seam in (0.62, -0.42):
            frame.line([(seam, 0.96), (seam - 0.04, 0.4)], 0.018, shade(paint, 0.66))
        for handle in (0.42, -0.62):
            frame.line([(handle - 0.1, 0.84), (handle + 0.06, 0.84)], 0.035, shade(paint, 0.62))
        frame.polygon([(2.05, 0.8), (1.82, 0.83), (1.84, 0.7), (2.14, 0.66)], HEADLIGHT)
        frame.box(-2.18, 0.92, -2.04, 0.7, TAIL_LIGHT, 0.03)
        frame.box(0.66, 0.94, 0.84, 1.06, shade(paint, 0.75), 0.04)
        for centre in (-1.32, 1.36):
            frame.oval(centre, 0.36, 0.43, 0.43, shade(paint, 0.45))
            _wheel(frame, centre, 0.34)
    if night:
        frame.halo(2.1, 0.72, 0.8, (255, 240, 196), 70)
        frame.halo(-2.12, 0.8, 0.4, (255, 84, 60), 40)


def _side_windows(frame: Frame, estate: bool) -> None:
    glass = mix(GLASS, (150, 178, 192), 0.25)
    front = [(-0.36, 0.98), (-0.36, 1.37), (0.2, 1.36), (0.52, 1.24), (0.86, 0.98)]
    if estate:
        panes = [front, [(-1.32, 0.99), (-1.32, 1.37), (-0.45, 1.37), (-0.45, 0.98)]]
        panes.append([(-1.92, 1.02), (-1.76, 1.32), (-1.42, 1.36), (-1.42, 0.99)])
    else:
        panes = [front, [(-1.16, 1.03), (-0.86, 1.32), (-0.46, 1.38), (-0.46, 0.98)]]
    for pane in panes:
        frame.polygon(pane, glass)
    frame.polygon([(0.0, 0.98), (0.22, 1.36), (0.4, 1.3), (0.24, 0.98)], (226, 236, 240), 80)
    frame.smooth([(0.02, 0.98), (0.02, 1.12), (0.12, 1.26), (0.22, 1.14), (0.24, 0.98)], shade(GLASS, 0.55))


def _wheel(frame: Frame, centre: float, radius: float) -> None:
    frame.oval(centre, radius, radius, radius, TYRE)
    frame.oval(centre, radius, radius * 0.62, radius * 0.62, (176, 180, 186))
    frame.oval(centre, radius, radius * 0.5, radius * 0.5, (128, 132, 140))
    frame.oval(centre, radius, radius * 0.16, radius * 0.16, (214, 216, 220))


def draw_bus(frame: Frame, paint: Colour, night: bool = False) -> None:
    """A town bus driving to the right."""
    frame.shadow(0, 0.02, 5.2, 0.2, 110)
    with frame.canvas.thing("Bus"):
        frame.box(-5.0, 0.35, 5.0, 3.0, paint, 0.28)
        frame.box(-5.0, 0.35, 5.0, 0.85, shade(paint, 0.72), 0.12)
        frame.box(-4.9, 2.86, 4.9, 3.04, shade(paint, 0.86), 0.08)
        frame.box(-4.98, 1.12, 4.98, 1.24, (238, 234, 222))
        pane = (250, 226, 160) if night else mix(GLASS, (150, 178, 192), 0.3)
        for index in range(6):
            left = -4.7 + index * 1.38
            if index in (2, 5):
                frame.box(left, 0.48, left + 1.12, 2.55, shade(GLASS, 0.7), 0.05)
                frame.line([(left + 0.56, 0.52), (left + 0.56, 2.5)], 0.05, paint)
                frame.polygon(
                    [(left + 0.12, 1.3), (left + 0.12, 2.4), (left + 0.44, 2.4), (left + 0.44, 1.3)], pane, 160
                )
                continue
            frame.box(left, 1.36, left + 1.2, 2.5, pane, 0.07)
            frame.polygon(
                [(left + 0.25, 1.4), (left + 0.6, 2.48), (left + 0.85, 2.48), (left + 0.5, 1.4)], (232, 240, 244), 60
            )
            if index % 2:
                frame.oval(left + 0.6, 1.78, 0.13, 0.16, shade(GLASS, 0.5))
                frame.box(left + 0.42, 1.38, left + 0.8, 1.66, shade(GLASS, 0.5), 0.1)
        frame.box(3.7, 1.36, 4.9, 2.6, pane, 0.1)
        frame.box(2.2, 2.6, 3.55, 2.84, (40, 40, 44), 0.04)
        for dot in range(5):
            frame.box(2.36 + dot * 0.23, 2.67, 2.5 + dot * 0.23, 2.77, (250, 190, 80))
        frame.oval(4.86, 0.78, 0.1, 0.12, HEADLIGHT)
        frame.box(-5.0, 0.9, -4.88, 1.08, TAIL_LIGHT)
        for centre in (-3.2, 3.1):
            frame.oval(centre, 0.5, 0.62, 0.6, shade(paint, 0.4))
            _wheel(frame, centre, 0.48)


def draw_bicycle(frame: Frame, rng: random.Random) -> None:
    """A bicycle and who rides it, to the right; both are one object."""
    colour = rng.choice(PAINT)
    skin, top, trousers, shoes = rng.choice(SKIN), rng.choice(CLOTHES), rng.choice(TROUSERS), rng.choice(SHOES)
    frame.shadow(0, 0.0, 0.9, 0.08)
    with frame.canvas.thing("Bicycle"):
        frame.line([(0.12, 1.0), (0.0, 0.62), (-0.06, 0.22)], 0.125, shade(trousers, 0.72))
        for centre in (-0.53, 0.53):
            frame.ring(centre, 0.34, 0.32, 0.045, TYRE)
            for spoke in ((0.0, 0.3), (0.26, 0.15), (0.26, -0.15)):
                frame.line(
                    [(centre - spoke[0], 0.34 - spoke[1]), (centre + spoke[0], 0.34 + spoke[1])], 0.012, (150, 152, 156)
                )
        tube = 0.05
        frame.line([(-0.53, 0.34), (-0.16, 0.78), (0.34, 0.8), (0.0, 0.32), (-0.53, 0.34)], tube, colour)
        frame.line([(-0.2, 0.9), (0.0, 0.32)], tube, colour)
        frame.line([(0.53, 0.34), (0.34, 0.8), (0.31, 1.0)], tube, colour)
        frame.line([(0.31, 1.0), (0.42, 1.05)], 0.04, (50, 50, 54))
        frame.line([(-0.32, 0.93), (-0.1, 0.92)], 0.07, (50, 46, 46))
        frame.oval(0.0, 0.32, 0.08, 0.08, (70, 70, 74))
        frame.line([(-0.2, 1.0), (0.22, 0.78)], 0.16, trousers)
        frame.line([(0.22, 0.78), (0.08, 0.34)], 0.12, trousers)
        frame.line([(0.05, 0.28), (0.2, 0.27)], 0.085, shoes)
        frame.polygon(
            [(-0.33, 0.95), (-0.3, 1.2), (-0.12, 1.5), (0.06, 1.56), (0.14, 1.46), (0.06, 1.2), (0.02, 0.95)], top
        )
        frame.polygon(
            [(-0.33, 0.95), (-0.3, 1.2), (-0.12, 1.5), (-0.04, 1.52), (-0.16, 1.2), (-0.18, 0.95)], shade(top, 0.84)
        )
        frame.line([(0.05, 1.44), (0.24, 1.2)], 0.1, shade(top, 0.92))
        frame.line([(0.24, 1.2), (0.4, 1.08)], 0.08, skin)
        frame.line([(0.06, 1.5), (0.1, 1.6)], 0.1, shade(skin, 0.9))
        frame.oval(0.13, 1.7, 0.1, 0.125, skin)
        helmet = rng.choice([(238, 234, 226), (206, 74, 62), (62, 68, 84), (232, 188, 80)])
        frame.smooth([(0.26, 1.75), (0.18, 1.86), (0.04, 1.87), (-0.03, 1.76), (0.0, 1.7), (0.12, 1.745)], helmet)
        frame.line([(0.03, 1.8), (0.17, 1.83)], 0.022, shade(helmet, 0.7))
