"""What the demo's people hand in fits the configurations, and errs where it should."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from assay.demo import hands, login
from assay.demo.letters import ENTITIES, LETTERS, marked
from assay.demo.messages import MESSAGES, SENTIMENTS
from assay.demo.people import PEOPLE
from assay.demo.pictures import draw
from assay.demo.plan import OBJECTS, PROJECTS
from assay.projects.rules.labeling import Refusal, check_result, missing_required, parse


@pytest.fixture
def rng() -> random.Random:
    return random.Random(7)


def schema_of(kind: str):
    found = parse(next(plan.config for plan in PROJECTS if plan.kind == kind))
    assert not isinstance(found, Refusal)
    return found


def test_marks_become_spans_in_characters() -> None:
    letter = marked("Zoë met [Ana 🙂 Gil|Person] in [Łódź|Place].")
    assert letter.text == "Zoë met Ana 🙂 Gil in Łódź."
    assert [(s.start, s.end, s.text, s.label) for s in letter.spans] == [
        (8, 17, "Ana 🙂 Gil", "Person"),
        (21, 25, "Łódź", "Place"),
    ]


def test_letters_and_messages_are_varied() -> None:
    assert len(LETTERS) == 30
    assert len({message.text for message in MESSAGES}) == 40
    labels = Counter(span.label for letter in LETTERS for span in letter.spans)
    assert set(labels) == set(ENTITIES)
    assert min(labels.values()) >= 20
    assert all(letter.text[span.start : span.end] == span.text for letter in LETTERS for span in letter.spans)
    assert set(Counter(message.sentiment for message in MESSAGES)) == set(SENTIMENTS)
    assert 6 <= sum(message.open_to_doubt for message in MESSAGES) <= 14


@pytest.mark.parametrize("carelessness", [0.0, 0.5])
def test_what_people_hand_in_fits_the_configuration(rng: random.Random, carelessness: float) -> None:
    for message in MESSAGES:
        result = hands.choose(message, rng, carelessness)
        assert not check_result(schema_of("messages"), result, strict=True)
        assert not missing_required(schema_of("messages"), result)
    for letter in LETTERS:
        assert not check_result(schema_of("letters"), hands.mark(letter, rng, carelessness), strict=True)
    for number in (1, 2):
        result = hands.box(draw("crossing", number).boxes, rng, carelessness)
        assert not check_result(schema_of("crossings"), result, strict=True)


def test_careful_work_is_accepted(rng: random.Random) -> None:
    for letter in LETTERS:
        assert hands.think_of_spans(letter, hands.mark(letter, rng, 0.0), rng).accepts
    boxes = draw("crossing", 5).boxes
    assert hands.think_of_boxes(boxes, hands.box(boxes, rng, 0.0), rng).accepts


def test_one_slip_is_mended_and_two_go_back(rng: random.Random) -> None:
    letter = LETTERS[0]
    careful = hands.mark(letter, rng, 0.0)
    one = hands.think_of_spans(letter, careful[1:], rng)
    assert one.accepts
    assert one.right is not None
    assert len(one.right) == len(careful)
    two = hands.think_of_spans(letter, careful[2:], rng)
    assert not two.accepts
    assert letter.spans[0].text in two.remark


def test_every_object_that_is_drawn_has_a_label() -> None:
    for number in range(1, 7):
        assert {box.label for box in draw("crossing", number).boxes} <= set(OBJECTS)


def test_plans_name_people_who_exist() -> None:
    keys = {person.key for person in PEOPLE}
    for plan in PROJECTS:
        assert set(plan.members) <= keys
        assert {stint.person for stint in plan.stints} <= set(plan.members)
        hours = [stint.hours_ago for stint in plan.stints]
        assert hours == sorted(hours, reverse=True)


def test_every_installation_has_a_password_of_its_own() -> None:
    passwords = {login.new_password() for _ in range(200)}
    assert len(passwords) == 200
    assert all(len(password) == 27 for password in passwords)
