"""What can be done to many tasks at once: one table (LSE 13.6)."""

from __future__ import annotations

from collections.abc import Mapping

from assay.datamanager.actions import items, labelling, people, rounds, work
from assay.datamanager.actions.action import Action

_TABLES = (people.ACTIONS, work.ACTIONS, rounds.ACTIONS, labelling.ACTIONS, items.ACTIONS)
ACTIONS: tuple[Action, ...] = tuple(
    sorted((action for table in _TABLES for action in table), key=lambda action: action.order)
)
BY_ID: Mapping[str, Action] = {name: action for action in ACTIONS for name in (action.id, *action.aliases)}
