"""Routes of comments and of the history of annotations. Verdicts are given through the queue: see `assay.queue`."""

from fastapi import APIRouter

import assay.reviews.api.annotation_history as annotation_history
import assay.reviews.api.comments as comments

routers: list[APIRouter] = [comments.router, annotation_history.router]
