"""People on foot, drawn from the side in metres, walking to the right unless flipped."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay.demo.pictures.canvas import Colour, Frame, mix, shade

SKIN: tuple[Colour, ...] = ((240, 200, 170), (222, 171, 131), (188, 132, 96), (141, 93, 66), (102, 66, 48))
HAIR: tuple[Colour, ...] = ((58, 42, 34), (94, 62, 40), (36, 32, 34), (168, 120, 66), (150, 146, 142), (128, 62, 40))
CLOTHES: tuple[Colour, ...] = (
    (196, 84, 70),
    (222, 164, 66),
    (74, 122, 108),
    (66, 104, 150),
    (120, 84, 132),
    (230, 222, 208),
    (92, 112, 74),
    (204, 120, 128),
    (52, 66, 92),
    (150, 96, 66),
)
TROUSERS: tuple[Colour, ...] = ((52, 58, 78), (70, 74, 82), (98, 84, 72), (44, 46, 54), (120, 112, 98))
SHOES: tuple[Colour, ...] = ((46, 40, 40), (236, 232, 224), (112, 74, 52), (180, 70, 62))


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody looks. `height` is in metres."""

    height: float
    skin: Colour
    hair: Colour
    hair_style: str
    top: Colour
    trousers: Colour
    shoes: Colour
    stride: float
    coat: bool
    skirt: bool
    carries: str


def somebody(rng: random.Random, wet: bool = False) -> Person:
    """A person at random; under an umbrella in the rain, mostly."""
    child = rng.random() < 0.14
    things = ["", "", "bag", "backpack", "shoulder bag", "briefcase"]
    return Person(
        height=rng.uniform(1.12, 1.35) if child else rng.uniform(1.58, 1.9),
        skin=rng.choice(SKIN),
        hair=rng.choice(HAIR),
        hair_style=rng.choice(["short", "short", "long", "bun", "cap", "bob"]),
        top=rng.choice(CLOTHES),
        trousers=rng.choice(TROUSERS),
        shoes=rng.choice(SHOES),
        stride=rng.uniform(0.45, 1.0),
        coat=rng.random() < 0.35,
        skirt=rng.random() < 0.22,
        carries="umbrella" if wet and rng.random() < 0.7 else ("backpack" if child else rng.choice(things)),
    )


def draw_person(frame: Frame, person: Person) -> None:
    """Draws with the feet at the frame's origin."""
    ratio = person.height / 1.75
    body = Frame(frame.canvas, frame.x, frame.y, frame.scale * ratio, frame.sign < 0)
    body.shadow(0, 0.0, 0.42, 0.075)
    with frame.canvas.thing("Person"):
        _far_arm(body, person)
        _leg(body, person, far=True)
        _leg(body, person, far=False)
        if person.carries == "backpack":
            body.smooth(
                [(-0.36, 0.98), (-0.39, 1.2), (-0.34, 1.41), (-0.14, 1.43), (-0.12, 0.96)], shade(person.top, 0.55)
            )
        _torso(body, person)
        _head(body, person)
        _near_arm(body, person)


def _leg(body: Frame, person: Person, far: bool) -> None:
    """The far leg steps back with its heel up, the near one forward."""
    s = person.stride
    cloth = shade(person.trousers, 0.78) if far else person.trousers
    if person.skirt:
        cloth = shade(person.skin, 0.8) if far else person.skin
    if far:
        hip, knee, ankle, toe = (-0.04, 0.92), (-0.05 - 0.1 * s, 0.5), (-0.1 - 0.32 * s, 0.15), (-0.02 - 0.26 * s, 0.05)
    else:
        hip, knee, ankle, toe = (0.04, 0.92), (0.06 + 0.15 * s, 0.5), (0.05 + 0.25 * s, 0.1), (0.22 + 0.26 * s, 0.06)
    body.line([hip, knee], 0.16, cloth)
    body.line([knee, ankle], 0.115, cloth)
    heel = (ankle[0] - 0.035, ankle[1] - 0.055)
    shoe = shade(person.shoes, 0.8) if far else person.shoes
    body.line(
        [heel, ((heel[0] + toe[0]) / 2, heel[1] * 0.5 + toe[1] * 0.45), (toe[0] - 0.03, toe[1] - 0.015)], 0.085, shoe
    )


def _torso(body: Frame, person: Person) -> None:
    dark = shade(person.top, 0.86)
    hem = 0.62 if person.coat else 0.88
    flare = 0.235 if person.coat else 0.17
    if person.skirt and not person.coat:
        skirt = shade(person.trousers, 1.12)
        body.polygon([(-0.16, 0.98), (0.16, 0.98), (0.27, 0.52), (-0.29, 0.52)], skirt)
        body.polygon([(-0.16, 0.98), (-0.05, 0.98), (-0.11, 0.52), (-0.29, 0.52)], shade(skirt, 0.86))
    outline = [
        (-0.07, 1.5),
        (-0.19, 1.43),
        (-0.205, 1.15),
        (-flare, hem),
        (flare, hem),
        (0.185, 1.15),
        (0.2, 1.36),
        (0.14, 1.46),
        (0.06, 1.5),
    ]
    body.polygon(outline, person.top)
    body.polygon(
        [(-0.07, 1.5), (-0.19, 1.43), (-0.205, 1.15), (-flare, hem), (-flare + 0.13, hem), (-0.08, 1.15)], dark
    )
    if person.carries == "shoulder bag":
        body.line([(-0.1, 1.46), (0.17, 0.98)], 0.03, (72, 52, 40))
    body.line([(0.01, 1.46), (0.015, 1.55)], 0.1, shade(person.skin, 0.9))


def _head(body: Frame, person: Person) -> None:
    hair = person.hair
    if person.hair_style == "long":
        body.smooth([(-0.05, 1.72), (-0.15, 1.62), (-0.17, 1.38), (-0.06, 1.34), (0.02, 1.5)], shade(hair, 0.9))
    if person.hair_style == "bun":
        body.oval(-0.135, 1.7, 0.06, 0.06, hair)
    body.oval(0.025, 1.625, 0.098, 0.125, person.skin)
    body.oval(0.118, 1.61, 0.017, 0.022, shade(person.skin, 0.95))
    crown = [
        (0.11, 1.675),
        (0.085, 1.735),
        (0.0, 1.762),
        (-0.082, 1.73),
        (-0.108, 1.64),
        (-0.085, 1.545),
        (-0.03, 1.6),
        (0.0, 1.665),
    ]
    if person.hair_style == "bob":
        crown[5:7] = [(-0.11, 1.5), (-0.01, 1.52)]
    body.smooth(crown, hair)
    if person.hair_style == "cap":
        cap = shade(person.top, 0.8)
        body.smooth([(0.11, 1.68), (0.07, 1.755), (-0.03, 1.78), (-0.1, 1.72), (-0.1, 1.66), (0.02, 1.675)], cap)
        body.line([(0.06, 1.675), (0.17, 1.665)], 0.026, shade(cap, 0.8))


def _sleeve(body: Frame, joints: list[tuple[float, float]], person: Person, colour: Colour) -> None:
    body.line(joints[:2], 0.105, colour)
    body.line(joints[1:], 0.088, colour)
    hand = joints[-1]
    body.oval(hand[0], hand[1] - 0.03, 0.043, 0.05, person.skin)


def _far_arm(body: Frame, person: Person) -> None:
    s = person.stride
    _sleeve(body, [(0.05, 1.4), (0.12 + 0.1 * s, 1.16), (0.24 + 0.12 * s, 0.98)], person, shade(person.top, 0.74))


def _near_arm(body: Frame, person: Person) -> None:
    s = person.stride
    sleeve = shade(person.top, 0.93)
    if person.carries == "umbrella":
        cover = mix(person.trousers, person.top, 0.5) if person.coat else shade(person.top, 0.8)
        body.line([(0.21, 1.2), (0.17, 2.06)], 0.026, (60, 56, 58))
        rim = [(-0.5, 1.86), (-0.25, 1.93), (0.0, 1.88), (0.22, 1.93), (0.46, 1.88), (0.66, 1.93), (0.86, 1.84)]
        dome = [(0.78, 2.05), (0.55, 2.23), (0.18, 2.31), (-0.2, 2.24), (-0.42, 2.06)]
        body.polygon([*rim, *dome], cover)
        body.polygon([rim[0], rim[1], rim[2], (0.18, 2.31), (-0.2, 2.24), (-0.42, 2.06)], shade(cover, 0.84))
        _sleeve(body, [(-0.02, 1.4), (0.03, 1.15), (0.2, 1.23)], person, sleeve)
        return
    hand = (-0.08 - 0.16 * s, 0.92)
    _sleeve(body, [(-0.05, 1.4), (-0.13 - 0.06 * s, 1.16), hand], person, sleeve)
    if person.carries == "bag":
        body.line([(hand[0], hand[1] - 0.04), (hand[0] - 0.05, hand[1] - 0.16)], 0.02, (80, 60, 46))
        body.polygon(
            [(hand[0] - 0.14, 0.76), (hand[0] + 0.12, 0.76), (hand[0] + 0.15, 0.5), (hand[0] - 0.17, 0.5)],
            (228, 208, 170),
        )
    elif person.carries == "briefcase":
        body.box(hand[0] - 0.2, 0.82, hand[0] + 0.2, 0.55, (94, 62, 44), 0.03)
    elif person.carries == "shoulder bag":
        body.box(0.06, 0.98, 0.32, 0.76, (112, 76, 52), 0.05)
