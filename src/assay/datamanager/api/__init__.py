"""Routes of the data manager."""

from fastapi import APIRouter

from assay.datamanager.api import actions, annotations, columns, labels, rounds, rows, tasks, views

routers: list[APIRouter] = [
    tasks.router,
    rows.router,
    views.router,
    columns.router,
    actions.router,
    annotations.router,
    labels.router,
    rounds.router,
]
