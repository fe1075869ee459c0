"""Tabs of the data manager, its actions that take long, and what lists of a million tasks need.

Revision ID: 0005
"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the tables and the indexes."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execute(text(sql.replace(":", r"\:")))
