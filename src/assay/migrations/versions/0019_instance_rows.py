"""Rows of instances and review items are not checked one by one against what they belong to.

Revision ID: 0019
"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replaces references by triggers that follow deletions."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execute(text(sql.replace(":", r"\:")))
