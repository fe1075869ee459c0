"""What a change of settings will do to work that is there already, in sentences with numbers.

Who asks has counted before; here are only the words, and which of them apply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assay.kit.words import counted
from assay.projects.rules.settings.values import Distribution, Settings, SkipQueue


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted under the settings as they will be. None: it was not asked for, because it does not change.

    `losing` has the tasks whose overlap shrinks, by what it is now; `gaining` those for which it grows, by what it will
    be; `reopening` are labelled tasks that will not be any more, `closing` the other way round.
    """

    losing: Mapping[int, int] = field(default_factory=dict)
    gaining: Mapping[int, int] = field(default_factory=dict)
    reopening: int = 0
    closing: int = 0
    open_tasks: int = 0
    unassigned: int = 0
    below: int = 0
    waiting_for_extra: int = 0
    skips: int = 0
    beyond: int = 0
    over_limit: int = 0
    under_limit: int = 0
    failing: int = 0
    recovering: int = 0


def sentences(before: Settings, after: Settings, n: Numbers) -> list[str]:
    """What will happen, the heaviest first; nothing that stays as it is."""
    said = [*_distribution(before, after, n), *_overlap(after, n), *_agreement(before, after, n)]
    if after.skip_queue is not before.skip_queue and n.skips:
        said.append(f"{counted(n.skips, 'skip')} {_SKIPS[after.skip_queue]}")
    if after.strict_task_overlap and not before.strict_task_overlap and n.beyond:
        said.append(
            f"{counted(n.beyond, 'task')} {_have(n.beyond)} more annotations than wanted already, and keep them."
        )
    if (after.sampling, after.show_overlap_first, after.show_ground_truth_first, after.model_version) != (
        before.sampling,
        before.show_overlap_first,
        before.show_ground_truth_first,
        before.model_version,
    ) and after.distribution is before.distribution:
        said.append(f"{counted(n.open_tasks, 'open task')} will be offered in another order, from its beginning.")
    said += _people(n)
    return said


def _distribution(before: Settings, after: Settings, n: Numbers) -> list[str]:
    if after.distribution is before.distribution:
        return []
    if after.distribution is Distribution.AUTO:
        return [f"{counted(n.open_tasks, 'open task')} will be offered to everybody in the project."]
    said = [
        f"The common pool closes: {counted(n.unassigned, 'open task')} that nobody is assigned to will reach nobody"
        " until somebody is."
    ]
    off = [
        words
        for words, was in (
            ("additional annotators on low agreement", before.agreement_threshold is not None),
            ("the evaluation of annotators", before.annotator_evaluation_enabled),
            ("the overlap", before.maximum_annotations > 1),
            ("the order of tasks", _has_order(before)),
        )
        if was
    ]
    if off:
        said.append(f"This switches off {_listed(off)}, for good.")
    return said


def _has_order(settings: Settings) -> bool:
    fresh = Settings()
    return settings.sampling is not fresh.sampling or settings.show_overlap_first or settings.show_ground_truth_first


def _overlap(after: Settings, n: Numbers) -> list[str]:
    said = [
        f"{counted(count, 'task')} will lose {_its(count)} overlap of {overlap}."
        for overlap, count in sorted(n.losing.items(), reverse=True)
        if count
    ]
    said += [
        f"{counted(count, 'task')} will need annotations by {overlap} people."
        for overlap, count in sorted(n.gaining.items(), reverse=True)
        if count
    ]
    if n.reopening:
        said.append(f"{counted(n.reopening, 'task')} that {_be(n.reopening)} done will be open again.")
    if n.closing:
        said.append(
            f"{counted(n.closing, 'open task')} will be done with the annotations {_it(n.closing)} has already."
        )
    return said


def _agreement(before: Settings, after: Settings, n: Numbers) -> list[str]:
    if (after.agreement_threshold, after.max_additional_annotators_assignable) == (
        before.agreement_threshold,
        before.max_additional_annotators_assignable,
    ):
        return []
    if after.agreement_threshold is None:
        if not n.waiting_for_extra:
            return []
        return [f"{counted(n.waiting_for_extra, 'task')} will not wait for an additional annotator any more."]
    if not n.below:
        return [f"No task that is done has an agreement below {after.agreement_threshold:g} %."]
    return [
        f"{counted(n.below, 'task')} with an agreement below {after.agreement_threshold:g} % will be offered to one"
        " more annotator."
    ]


_SKIPS = {
    SkipQueue.IGNORE: "will count as done.",
    SkipQueue.FOR_ME: "will come back to who skipped.",
    SkipQueue.FOR_OTHERS: "will leave the place to somebody else.",
}


def _people(n: Numbers) -> list[str]:
    said = []
    for count, words in (
        (n.over_limit, "reached the limit already and will be paused."),
        (n.under_limit, "can go on: the pause because of the limit ends."),
        (n.failing, "will be paused: the score is not enough."),
        (n.recovering, "can go on: the pause because of the score ends."),
    ):
        if count:
            said.append(f"{'1 person' if count == 1 else f'{count:,} people'} {words}")
    return said


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _its(count: int) -> str:
    return "its" if count == 1 else "their"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _it(count: int) -> str:
    return "it" if count == 1 else "each"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
