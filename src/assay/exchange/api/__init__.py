"""Routes of importing, exporting, files and predictions."""

from fastapi import APIRouter

import assay.exchange.api.copies as copies
import assay.exchange.api.datasets as datasets
import assay.exchange.api.duplicates as duplicates
import assay.exchange.api.exports as exports
import assay.exchange.api.files as files
import assay.exchange.api.import_runs as import_runs
import assay.exchange.api.imports as imports
import assay.exchange.api.instructions as instructions
import assay.exchange.api.predictions as predictions
import assay.exchange.webhooks.api as webhooks

routers: list[APIRouter] = [
    imports.router,
    datasets.router,
    import_runs.router,
    predictions.router,
    exports.router,
    files.router,
    webhooks.router,
    duplicates.router,
    copies.router,
    instructions.router,
]
