"""Checks of what decides about rounds: reasons of rejections, and expert review (MQA A.9, A.10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assay.projects.rules.settings.checks import Bad, one_of, rate, whole
from assay.projects.rules.settings.values import ExpertSettings, ExpertStage, RejectReason, StageAction

# Single keys that neither the page nor its editor uses while somebody reviews, in the order in which they are given.
REASON_KEYS = "123456789filopqrtwxz"
LONGEST_REASON = 200
BETWEEN_REASONS = ";"  # several reasons of one verdict are one text, parted by it
MOST_STAGES = 100


def reject_reasons(value: Any) -> tuple[RejectReason, ...]:
    """The reasons that reviewers are offered; one without a key gets the first that is free."""
    form = 'Write [{"text": "Box too loose", "key": "1"}].'
    if not isinstance(value, list):
        raise Bad("must be a list.", form)
    if len(value) > len(REASON_KEYS):
        raise Bad(f"holds {len(value)} reasons; there are keys for {len(REASON_KEYS)}.", "Leave some out.")
    wanted: list[tuple[str, str]] = []
    for number, given in enumerate(value, start=1):
        if not isinstance(given, Mapping) or set(given) - {"text", "key"}:
            raise Bad(f"reason {number} must be an object with text and key.", form)
        wanted.append((_reason_text(number, given.get("text")), _reason_key(number, given.get("key"))))
    texts = [text.casefold() for text, _ in wanted]
    if twice := next((text for text, _ in wanted if texts.count(text.casefold()) > 1), None):
        raise Bad(f"holds the reason {twice} twice.", "Leave one of them out.")
    keys = [key for _, key in wanted if key]
    if clash := next((key for key in keys if keys.count(key) > 1), None):
        raise Bad(f"gives the key {clash} to two reasons.", "Give each a key of its own.")
    free = iter(key for key in REASON_KEYS if key not in keys)
    return tuple(RejectReason(text, key or next(free)) for text, key in wanted)


def _reason_text(number: int, value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not text or len(text) > LONGEST_REASON or "\x00" in text or "\n" in text:
        raise Bad(f"the text of reason {number} must be one line of 1 to {LONGEST_REASON} characters.")
    if BETWEEN_REASONS in text:
        raise Bad(
            f"the text of reason {number} holds a semicolon, which parts several reasons of one verdict.",
            "Use a comma, or make two reasons of it.",
        )
    return text


def _reason_key(number: int, value: Any) -> str:
    if value is None or value == "":
        return ""
    key = value.lower() if isinstance(value, str) else ""
    if len(key) != 1 or key not in REASON_KEYS:
        raise Bad(
            f"the key of reason {number} must be one that nothing else uses.", f"Use one of: {', '.join(REASON_KEYS)}."
        )
    return key


def expert(value: Any) -> ExpertSettings:
    """Threshold, reviewers and stages of expert review; null switches it off."""
    if value is None:
        return ExpertSettings()
    if not isinstance(value, dict) or set(value) - {"threshold", "reviewers", "stages"}:
        raise Bad("must be an object with threshold, reviewers and stages.")
    threshold = value.get("threshold")
    if threshold is not None:
        whole(1, 100)(threshold)
    reviewers = value.get("reviewers") or []
    if not isinstance(reviewers, list) or not all(isinstance(r, int) and not isinstance(r, bool) for r in reviewers):
        raise Bad("reviewers must be a list of people's ids.")
    stages = _stages(value.get("stages") or [], threshold)
    if (threshold is not None or stages) and not reviewers:
        raise Bad("needs at least one expert.", "Name the experts in reviewers, or leave threshold and stages empty.")
    return ExpertSettings(threshold, tuple(dict.fromkeys(reviewers)), stages)


def _stages(value: Any, threshold: int | None) -> tuple[ExpertStage, ...]:
    """The stages in the order of their iterations.

    At the threshold every rejection goes to an expert already, so only approvals are left to draw from (T11); beyond
    it there is nothing (MQA 57).
    """
    form = 'Write [{"iteration": 1, "rate": 0.1, "action": "all"}].'
    if not isinstance(value, list) or len(value) > MOST_STAGES:
        raise Bad(f"stages must be a list of at most {MOST_STAGES} rows.", form)
    found: list[ExpertStage] = []
    for number, row in enumerate(value, start=1):
        if not isinstance(row, Mapping) or set(row) != {"iteration", "rate", "action"}:
            raise Bad(f"stages: row {number} must be an object with iteration, rate and action.", form)
        try:
            stage = ExpertStage(
                whole(1, 100)(row["iteration"]), rate(row["rate"]), StageAction(one_of(StageAction)(row["action"]))
            )
        except Bad as bad:
            raise Bad(f"stages: row {number}: {_named(row, bad)}", bad.fix) from None
        if any(other.iteration == stage.iteration for other in found):
            raise Bad(f"stages: iteration {stage.iteration} has two rows.", "Leave one of them out.")
        if threshold is not None and stage.iteration > threshold:
            raise Bad(
                f"stages: row {number}: iteration {stage.iteration} lies beyond the threshold of {threshold}.",
                f"Use an iteration up to {threshold}, or raise the threshold.",
            )
        if stage.iteration == threshold and stage.action is not StageAction.APPROVED:
            raise Bad(
                f"stages: row {number}: at iteration {threshold}, the threshold, the action must be approved:"
                " rejections go to an expert there already.",
                "Send action: approved in this row.",
            )
        found.append(stage)
    return tuple(sorted(found, key=lambda stage: stage.iteration))


def _named(row: Mapping[str, Any], bad: Bad) -> str:
    """What is wrong with a row, with the name of the field that it is about."""
    checks = {"iteration": whole(1, 100), "rate": rate, "action": one_of(StageAction)}
    for name, check in checks.items():
        try:
            check(row[name])
        except Bad:
            return f"{name} {bad.message}"
    return bad.message
