"""Where instances are on a video, and what was answered about them.

Revision ID: 0014
"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both to each instance."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execute(text(sql.replace(":", r"\:")))
