"""Rounds of review: experts, issues, further reviews.

Revision ID: 0015
"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds how verdicts were drawn for experts, how issues were answered, and who may not judge a batch."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execute(text(sql.replace(":", r"\:")))
