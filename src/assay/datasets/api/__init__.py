"""Routes of datasets: the datasets and their items, and the projects that they are attached to."""

from fastapi import APIRouter

from assay.datasets.api import attachments, datasets

routers: list[APIRouter] = [datasets.router, attachments.router]
