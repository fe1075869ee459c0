"""Roles that only look or wait, permissions of an organization's own, tags of members, what a project is to managers.

Revision ID: 0009
"""

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widens the roles and adds the tables of permissions and tags."""
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().execute(text(sql.replace(":", r"\:")))
