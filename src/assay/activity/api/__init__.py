"""Routes of the log and of the events of tasks."""

from __future__ import annotations

from assay.activity.api import log, task_events

routers = (log.router, task_events.router)
