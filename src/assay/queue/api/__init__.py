"""Routes of the streams, of what people hand in, of verdicts and of assignments."""

from fastapi import APIRouter

from assay.queue.api import annotations, assignments, drafts, instances, reviews, streams

routers: list[APIRouter] = [
    streams.router,
    annotations.router,
    drafts.router,
    reviews.router,
    instances.router,
    assignments.router,
]
