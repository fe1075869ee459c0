"""Who sees which columns and which tasks (LSE 13.2). Lists, filters, orders, tabs and exports all ask here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assay.datamanager.rules.agreement import Selection
from assay.datamanager.rules.columns import BY_ID, Audience, Column, Holds
from assay.datamanager.rules.filters import Tree


class Level(StrEnum):
    """As whom a person looks at the tasks of a project."""

    MANAGER = "manager"
    REVIEWER = "reviewer"
    ANNOTATOR = "annotator"


class Extent(StrEnum):
    """Which tasks a person sees at all."""

    ALL = "all"
    TO_REVIEW = "to_review"  # those that the person was assigned to review
    ASSIGNED = "assigned"  # those that the person was assigned to annotate
    TOUCHED = "touched"  # those that the person had in hand


# Columns of people that stay when names are hidden, with numbers in place of the names.
_SHOWN_UNNAMED = frozenset({"annotators"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of the tasks of one project.

    `fields` are the keys of data that are shown; None shows all of them.
    """

    level: Level
    account_id: int
    extent: Extent = Extent.ALL
    agreement: bool = True
    names: bool = True
    fields: frozenset[str] | None = None

    @property
    def own_work_only(self) -> bool:
        """Annotators know the content of nobody's annotations but their own."""
        return self.level is Level.ANNOTATOR

    def may_ask(self, column: Column) -> bool:
        """Whether a filter or an order may use a column: one that is shown without names would give them away."""
        return self.sees(column) and (self.names or column.id not in _SHOWN_UNNAMED)

    def sees(self, column: Column) -> bool:
        """Whether the person may know a column."""
        if column.id.startswith("data.") and self.fields is not None and column.field not in self.fields:
            return False
        if self.level is Level.MANAGER:
            return True
        if not self.names and column.holds is Holds.PEOPLE and column.id not in _SHOWN_UNNAMED:
            return False
        if self.level is Level.ANNOTATOR:
            return column.sees is Audience.EVERYBODY
        if column.sees is Audience.AGREEMENT:
            return self.agreement
        return column.sees is not Audience.MANAGERS

    @property
    def agrees(self) -> bool:
        """Whether the person may know how far people agree."""
        return self.sees(BY_ID["agreement"])

    def may_select(self, selection: Selection) -> bool:
        """Whether the person may ask for the agreement of these: that of one annotator would tell who it is."""
        return self.agrees and (self.names or not selection.annotators.ids)

    def hidden_of(self, tree: Tree, order: Column | None = None) -> list[Column]:
        """The columns that a filter and an order use and the person may not know."""
        used: Iterable[Column | None] = (*(line.column for line in tree.every), order)
        return [column for column in used if column is not None and not self.may_ask(column)]
