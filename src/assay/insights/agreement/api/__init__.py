"""Routes of agreement: what is compared, the scores of tasks, and the figures of people, models and the project."""

from __future__ import annotations

from fastapi import APIRouter

from assay.insights.agreement.api import dimensions, statistics, tasks

routers: list[APIRouter] = [dimensions.router, statistics.router, tasks.router]
