"""Pictures are the same everywhere, and their boxes hold exactly what can be seen."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from assay.demo.pictures import HEIGHT, KINDS, WIDTH, draw
from assay.demo.pictures.canvas import Canvas


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_number_is_the_same_picture(kind: str) -> None:
    one, two, other = draw(kind, 3), draw(kind, 3), draw(kind, 4)
    assert one.image.tobytes() == two.image.tobytes()
    assert one.boxes == two.boxes
    assert one.image.tobytes() != other.image.tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_boxes_lie_inside_the_picture(kind: str) -> None:
    picture = draw(kind, 1)
    assert picture.image.size == (WIDTH, HEIGHT)
    assert len(picture.boxes) >= 8
    for box in picture.boxes:
        assert 0 <= box.x < box.x + box.width <= 100
        assert 0 <= box.y < box.y + box.height <= 100
        assert box.visible >= 0.3


def test_a_box_shrinks_to_what_is_left_in_sight() -> None:
    canvas = Canvas()
    with canvas.thing("Car"):
        canvas.rectangle(320, 200, 640, 400, (200, 40, 40))
    with canvas.thing("Bus"):
        canvas.rectangle(480, 100, 900, 500, (40, 40, 200))
    car, bus = canvas.finish().boxes
    # 160 of 320 columns remain of the car: from 320/1280 to 480/1280 of the width.
    assert (car.label, car.x, car.width) == ("Car", 25.0, 12.5)
    assert car.visible == pytest.approx(0.5, abs=0.01)
    assert bus.visible == 1.0


def test_what_is_hidden_or_tiny_has_no_box() -> None:
    canvas = Canvas()
    with canvas.thing("Car"):
        canvas.rectangle(100, 100, 200, 200, (200, 40, 40))
    with canvas.thing("Bird"):
        canvas.rectangle(600, 600, 604, 604, (0, 0, 0))
    with canvas.thing("House"):
        canvas.rectangle(100, 100, 200, 190, (90, 90, 90))
    assert [box.label for box in canvas.finish().boxes] == ["House"]


def test_shadows_glass_and_halos_belong_to_no_object() -> None:
    canvas = Canvas()
    with canvas.thing("Car"):
        canvas.rectangle(500, 300, 700, 400, (200, 40, 40))
        canvas.shadow(600, 400, 300, 60)
        canvas.halo(600, 350, 300, (255, 255, 200))
        canvas.rectangle(300, 300, 900, 320, (255, 255, 255), alpha=80)
    (car,) = canvas.finish().boxes
    assert car.width == pytest.approx(100 * 200 / WIDTH, abs=0.1)


def test_the_file_is_small_and_true_to_its_colours() -> None:
    picture = draw("harbour", 1)
    content = picture.png()
    assert len(content) < 150_000
    with Image.open(io.BytesIO(content)) as file:
        stored = file.convert("RGB")
    for spot in ((200, 30), (640, 780), (1160, 250)):
        true, kept = picture.image.getpixel(spot), stored.getpixel(spot)
        assert isinstance(true, tuple)
        assert isinstance(kept, tuple)
        assert max(abs(a - b) for a, b in zip(true, kept, strict=True)) < 24
