"""Reading and writing agreement: what is compared, scores of pairs and tasks, and what they come to."""

from assay.insights.agreement.queries.due import (
    Due,
    comparable,
    count_comparable,
    count_due,
    due,
    mark_all_due,
    mark_due,
    mark_range_due,
    next_due,
    settle_due,
)
from assay.insights.agreement.queries.plans import (
    DimensionRow,
    PlanRow,
    add_plan,
    dimensions,
    fail_plan,
    forget_others,
    latest_plan,
    lock_project,
    note_progress,
    plans,
    show_plan,
    write_dimensions,
)
from assay.insights.agreement.queries.scores import (
    PairRow,
    WorkRow,
    annotations_of,
    data_of,
    pairs,
    predictions_of,
    revisions,
    scored_tasks,
    show_generation,
    shown_score,
    write_pairs,
    write_shown,
    write_task,
)

__all__ = [
    "DimensionRow", "Due", "PairRow", "PlanRow", "WorkRow", "add_plan", "annotations_of", "comparable",
    "count_comparable", "count_due", "data_of", "dimensions", "due", "fail_plan", "forget_others", "latest_plan",
    "lock_project", "mark_all_due", "mark_due", "mark_range_due", "next_due", "note_progress", "pairs", "plans",
    "predictions_of", "revisions", "scored_tasks", "settle_due", "show_generation", "show_plan", "shown_score",
    "write_dimensions", "write_pairs", "write_shown", "write_task",
]  # fmt: skip
