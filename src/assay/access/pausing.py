"""The refusal of somebody who is paused."""

from __future__ import annotations

from assay.access.rules.pauses import Pause
from assay.kit.errors import NotAllowed


def refused(pause: Pause) -> NotAllowed:
    """The refusal that Label Studio's page knows, with what the person is told."""
    return NotAllowed(
        pause.said,
        code="paused",
        context={"reason": "PAUSED", "pause": pause.reason.value, "verbose_reason": pause.words},
    )
