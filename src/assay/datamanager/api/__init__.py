"""Routes of the data manager."""

from fastapi import APIRouter

from assay.datamanager.api import actions, annotations, columns, rows, tasks, views

routers: list[APIRouter] = [tasks.router, rows.router, views.router, columns.router, actions.router, annotations.router]
