"""Which reviews a submission makes, and whose they are: pools, draws, one reviewer for all (MQA A.5 - A.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.reviews.rules import Manner, Piece, Policy, Pools, Rule, Selected, Share, Unit, partition, share_out
from assay.reviews.rules.items import plan_submission
from assay.reviews.rules.partition import draw, split

ANN, BOB, CY = 1, 2, 3
APART, ONE = Manner(), Manner(one_reviewer=True)


def items(*names: str) -> list[Selected]:
    """Instances named by their class and a number: `car1` is of the class `car`."""
    return [Selected(name, name.rstrip("0123456789")) for name in names]


def pools(
    classes: Mapping[str, Sequence[int]], annotator: Sequence[int] = (), able: Sequence[int] = (ANN, BOB, CY)
) -> Pools:
    return Pools.of(classes, annotator, able=able)


def who(shares: Sequence[Share]) -> dict[str, int | None]:
    return {key: share.reviewer for share in shares for key in share.keys}


def test_a_class_beats_the_annotator_for_each_instance() -> None:
    """T8, MQA 41: mapped by class, mapped by annotator and unmapped instances can be in one submission."""
    mapped = pools({"car": [ANN]}, [BOB])
    assert who(share_out(items("car1", "tree1", "car2"), mapped, APART, 7)) == {"car1": ANN, "tree1": BOB, "car2": ANN}
    only_classes = pools({"car": [ANN]})
    assert who(share_out(items("car1", "tree1"), only_classes, APART, 7)) == {"car1": ANN, "tree1": None}


@pytest.mark.parametrize(
    ("classes", "annotator", "able", "expected"),
    [
        ({"car": [ANN]}, [BOB], [BOB], BOB),  # of the class nobody is left: the annotator's
        ({"car": [ANN]}, [BOB], [CY], None),  # nor of the annotator: everybody
        ({"car": [ANN, CY]}, [BOB], [BOB, CY], CY),  # of several the one that is left
        ({}, [], [ANN], None),
    ],
)
def test_who_is_gone_falls_through_to_the_next_rule(
    classes: dict[str, list[int]], annotator: list[int], able: list[int], expected: int | None
) -> None:
    """A.21 U8."""
    found = share_out(items("car1"), pools(classes, annotator, able), APART, 3)
    assert who(found) == {"car1": expected}


def test_one_reviewer_is_drawn_of_each_pool_and_each_is_as_likely() -> None:
    """MQA 40: the draw is of the submission, not of the instance."""
    mapped = pools({"car": [ANN, BOB], "bus": [ANN, BOB]})
    drawn = Counter[int | None]()
    for seed in range(2000):
        found = who(share_out(items("car1", "bus1", "car2"), mapped, APART, seed))
        assert len(set(found.values())) == 1
        drawn[found["car1"]] += 1
    assert set(drawn) == {ANN, BOB}
    assert 900 < drawn[ANN] < 1100


def test_one_reviewer_for_a_submission() -> None:
    """T9, A.21 U7."""
    mixed = items("car1", "bus1", "tree1")
    assert share_out(mixed, pools({}), ONE, 5) == (Share(("car1", "bus1", "tree1")),)
    shared = pools({"car": [ANN, BOB], "bus": [BOB, CY]})
    assert who(share_out(mixed, shared, ONE, 5)) == dict.fromkeys(("car1", "bus1", "tree1"), BOB), "Bob is in all pools"
    apart = pools({"car": [ANN], "bus": [BOB]})
    assert who(share_out(mixed, apart, ONE, 5)) == {"car1": ANN, "bus1": BOB, "tree1": None}, "the mapping wins"


def test_who_judged_before_judges_again() -> None:
    """A.21 U22: if they are able to, and today's mapping allows it."""
    back = [Selected("car1", "car", ANN), Selected("bus1", "bus", BOB)]
    assert who(share_out(back, pools({}), APART, 1, able=[ANN, BOB])) == {"car1": ANN, "bus1": BOB}
    assert who(share_out(back, pools({}), APART, 1, able=[BOB])) == {"car1": None, "bus1": BOB}
    assert who(share_out(back, pools({"car": [CY]}), APART, 1, able=[ANN, BOB, CY])) == {"car1": CY, "bus1": BOB}
    more = [*back, Selected("bus2", "bus", BOB)]
    assert set(who(share_out(more, pools({}), ONE, 1, able=[ANN, BOB])).values()) == {BOB}, "one, with most of it"


@pytest.mark.parametrize(
    ("count", "most", "sizes"),
    [(0, None, []), (5, None, [5]), (5, 5, [5]), (6, 5, [3, 3]), (11, 4, [4, 4, 3]), (3, 1, [1, 1, 1])],
)
def test_what_is_free_for_everybody_is_split_evenly(count: int, most: int | None, sizes: list[int]) -> None:
    keys = [str(number) for number in range(count)]
    found = split(keys, most)
    assert [len(part) for part in found] == sizes
    assert [key for part in found for key in part] == keys


# ---------------------------------------------------------------- whatever comes in

CLASSES = ("car", "bus", "tree", "sign")
people = st.lists(st.integers(1, 6), max_size=4, unique=True)
submissions = st.lists(st.tuples(st.sampled_from(CLASSES), st.none() | st.integers(1, 6)), max_size=30).map(
    lambda drawn: [Selected(f"k{at}", name, before) for at, (name, before) in enumerate(drawn)]
)
mappings = st.dictionaries(st.sampled_from(CLASSES), people)
manners = st.builds(Manner, st.booleans(), st.none() | st.integers(1, 7))


@given(submissions, mappings, people, people, manners, st.integers(0, 2**63 - 1))
def test_every_item_is_in_one_review_and_whose_it_is_may_have_it(
    selected: list[Selected],
    classes: dict[str, list[int]],
    annotator: list[int],
    able: list[int],
    manner: Manner,
    seed: int,
) -> None:
    mapped = Pools.of(classes, annotator, able=able)
    found = share_out(selected, mapped, manner, seed, able=able)
    assert sorted(key for share in found for key in share.keys) == sorted(item.key for item in selected)
    assert all(share.keys for share in found)
    assert found == share_out(selected, mapped, manner, seed, able=able), "the same seed, the same reviews"
    named = [share.reviewer for share in found if share.reviewer is not None]
    assert len(named) == len(set(named)), "nobody has two reviews of one submission"
    assert set(named) <= set(able)
    by_key = who(found)
    for item in selected:
        of_class = set(classes.get(item.class_name, ())) & set(able)
        pool = of_class or set(annotator) & set(able)
        if pool:
            assert by_key[item.key] in pool, "T8: of the class where it is mapped"
        elif not manner.one_reviewer:
            assert by_key[item.key] in (None, item.before)
    if manner.one_reviewer:
        groups = partition(selected, mapped)
        pooled = [group.pool for group in groups if group.pool]
        if not pooled or frozenset.intersection(*pooled):
            assert len(found) <= 1, "T9"
        elif manner.one_reviewer:
            assert len(found) <= len(groups)
    elif manner.most is not None:
        assert all(len(share.keys) <= manner.most for share in found if share.reviewer is None)


@given(st.frozensets(st.integers(1, 10**6), min_size=1, max_size=20), st.integers(0, 2**63 - 1))
def test_a_draw_is_of_its_pool_whatever_the_order(pool: frozenset[int], seed: int) -> None:
    assert draw(pool, seed) in pool
    assert draw(frozenset(sorted(pool, reverse=True)), seed) == draw(pool, seed)


# ---------------------------------------------------------------- rates


@pytest.mark.parametrize(
    ("class_name", "annotator", "expected"),
    [
        ("car", 0.7, (0.5, Rule.CLASS)),
        ("tree", 0.7, (0.7, Rule.ANNOTATOR)),
        ("tree", None, (0.2, Rule.PROJECT)),
        ("sign", 0.7, (0.0, Rule.CLASS)),
    ],
)
def test_the_class_decides_then_the_annotator_then_the_project(
    class_name: str, annotator: float | None, expected: tuple[float, Rule]
) -> None:
    """A.21 U6."""
    policy = Policy(Unit.INSTANCE, 0.2, {"car": 0.5, "sign": 0.0}, annotator)
    assert policy.inclusion(class_name) == expected
    (planned,) = plan_submission((), [Piece("a", class_name, "f")], policy, 9)
    assert (planned.probability, planned.rule) == expected, "T13"


@given(st.floats(0, 1), st.integers(0, 2**63 - 1))
def test_what_answers_a_report_is_reviewed_whatever_the_rate(rate: float, seed: int) -> None:
    """A.21 U9."""
    policy = Policy(Unit.INSTANCE, rate)
    found = plan_submission((), [Piece("new", "car", "f")], policy, seed, answers_report=True)
    assert [(p.state, p.probability, p.rule) for p in found] == [("pending", 1.0, Rule.REPORT)]
