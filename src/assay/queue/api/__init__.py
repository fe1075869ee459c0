"""Routes of the streams, of what people hand in, of verdicts, assignments and pauses."""

from fastapi import APIRouter

import assay.queue.api.annotations as annotations
import assay.queue.api.assignments as assignments
import assay.queue.api.drafts as drafts
import assay.queue.api.effects as effects
import assay.queue.api.evaluation as evaluation
import assay.queue.api.forecast as forecast
import assay.queue.api.handing as handing
import assay.queue.api.instances as instances
import assay.queue.api.pauses as pauses
import assay.queue.api.reviews as reviews
import assay.queue.api.routing as routing
import assay.queue.api.states as states
import assay.queue.api.streams as streams
import assay.queue.api.tables as tables

routers: list[APIRouter] = [
    streams.router,
    annotations.router,
    drafts.router,
    reviews.router,
    routing.router,
    instances.router,
    assignments.router,
    pauses.router,
    states.router,
    evaluation.router,
    forecast.router,
    effects.router,
    handing.router,
    tables.router,
]
