"""Lets what a transaction has just written have happened earlier, so that the demo has a history.

Every row that a transaction writes carries the time at which the transaction began, to the microsecond. That is how
the rows of the last step are found among those of earlier steps, which have been moved already.
"""

from __future__ import annotations

from datetime import datetime

from psycopg import sql

from assay.kit.db import Connection


class Past:
    """Moves the times of new rows, in all tables of the product."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        found = db.execute(
            """select table_name, array_agg(column_name::text order by column_name) from information_schema.columns
               join information_schema.tables using (table_schema, table_name)
               where table_schema = current_schema() and data_type = 'timestamp with time zone'
                 and table_type = 'BASE TABLE' and table_name not like 'procrastinate%' group by 1"""
        ).fetchall()
        self._updates = [_update(table, columns) for table, columns in found]

    def move(self, at: datetime) -> None:
        """What was written since the last call happened at this time."""
        for update in self._updates:
            self._db.execute(update, {"at": at})


def _update(table: str, columns: list[str]) -> sql.Composed:
    moved = sql.SQL(", ").join(
        sql.SQL("{0} = case when {0} = now() then %(at)s else {0} end").format(sql.Identifier(column))
        for column in columns
    )
    new = sql.SQL(" or ").join(sql.SQL("{} = now()").format(sql.Identifier(column)) for column in columns)
    return sql.SQL("update {} set {} where {}").format(sql.Identifier(table), moved, new)
