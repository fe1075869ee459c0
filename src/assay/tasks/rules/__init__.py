"""What follows from what is known of tasks: their state, how many people label them, their place in the queue."""

from assay.tasks.rules.cohort import among_new, cohort_size
from assay.tasks.rules.order import BAND, Places, queue_keys
from assay.tasks.rules.standing import Facts, Standing, State, Status, path, standing, transition

__all__ = [
    "BAND",
    "Facts",
    "Places",
    "Standing",
    "State",
    "Status",
    "among_new",
    "cohort_size",
    "path",
    "queue_keys",
    "standing",
    "transition",
]
