"""What the engine has to know of a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assay.projects.rules.settings import Criterion, Distribution, ReturnAt, Settings, SkipQueue


@dataclass(frozen=True, slots=True)
class LowAgreement:
    """Below which agreement (0 to 1) a task gets more annotators, and how many at most; None for any number."""

    threshold: float
    extra: int | None


@dataclass(frozen=True, slots=True)
class Workflow:
    """A project as the queue, the reviews and the fold of a task's state see it.

    `unit` is "annotation" or "instance"; `preset` is "annotation_review" or "manual_qa".
    """

    project_id: int
    organization_id: int
    unit: str
    preset: str
    settings: Settings
    ontology_version_id: int | None

    @property
    def manual(self) -> bool:
        return self.settings.distribution is Distribution.MANUAL

    @property
    def is_fifo(self) -> bool:
        """Whether one queue serves everybody what has been in it longest (MQA 16)."""
        return self.preset == "manual_qa"

    @property
    def is_managed(self) -> bool:
        """Whether work is handed out at all; without it everybody opens what they like (MQA A.21 U1)."""
        return self.settings.review.task_management

    def reserved_until(self, at: datetime) -> datetime | None:
        """When a reservation that begins now is over; None for never (MQA 22)."""
        if not self.settings.review.reservations_expire:
            return None
        return at + timedelta(seconds=self.settings.custom_task_lock_ttl)

    @property
    def criterion(self) -> Criterion:
        """With instances every drawn item needs a verdict; the criterion is a matter of whole annotations."""
        return Criterion.ALL if self.unit == "instance" else self.settings.review.review_criteria

    @property
    def skip_queue(self) -> SkipQueue:
        """What becomes of skips. There are no others where tasks are handed out by hand: a skip is ignored there."""
        if self.manual and self.settings.skip_queue is SkipQueue.FOR_OTHERS:
            return SkipQueue.IGNORE
        return self.settings.skip_queue

    @property
    def skips_occupy(self) -> bool:
        """Whether a skip keeps its slot (LSE 4.7)."""
        return self.skip_queue is not SkipQueue.FOR_OTHERS

    @property
    def skips_count(self) -> bool:
        """Whether a skip counts as an annotation (LSE 4.7)."""
        return self.skip_queue is SkipQueue.IGNORE

    @property
    def low_agreement(self) -> LowAgreement | None:
        """What is done about low agreement; None when nothing is (LSE 4.8)."""
        threshold = self.settings.agreement_threshold
        if self.manual or threshold is None:
            return None
        return LowAgreement(threshold / 100, self.settings.max_additional_annotators_assignable)

    @property
    def evaluates_by_truth(self) -> bool:
        """Whether people are given tasks with a ground truth, whatever their overlap (LSE 10.1.3)."""
        return not self.manual and self.settings.truth_quota > 0

    @property
    def finished_only(self) -> bool:
        """Whether a task is reviewed only when it has all its annotations."""
        return self.settings.review.only_finished_tasks

    @property
    def rounds_end_together(self) -> bool:
        """Whether returned work waits until nothing of its round is open any more (MQA A.21 U10)."""
        return self.needs_resolution and self.settings.review.return_at is ReturnAt.END_OF_ROUND

    @property
    def needs_resolution(self) -> bool:
        """Whether returned work can be submitted only when its issues are resolved (MQA 47)."""
        return self.unit == "instance"
