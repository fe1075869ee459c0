"""The tables of Assay.

Revision ID: 0001
"""

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy import text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes all tables, ours and those of the job queue."""
    connection = op.get_bind()
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    connection.execute(text(sql.replace(":", r"\:")))
    # The tables of the job queue come with the library that reads them.
    connection.connection.cursor().execute(SchemaManager.get_schema())
