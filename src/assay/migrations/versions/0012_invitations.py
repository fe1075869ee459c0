"""Invitations to addresses, labels of an organization, copies under way, notices about webhooks.

Revision ID: 0012
"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds what these are kept in."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execute(text(sql.replace(":", r"\:")))
