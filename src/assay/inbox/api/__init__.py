"""Routes of the inbox."""

from __future__ import annotations

from assay.inbox.api import email, notifications, stream

# The stream comes first: its path would else be read as a number.
routers = (stream.router, email.router, notifications.router)
