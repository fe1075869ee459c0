"""What can be done to many tasks at once: one table (LSE 13.6)."""

from __future__ import annotations

from collections.abc import Mapping

from assay.datamanager.actions import items, labelling, people, work
from assay.datamanager.actions.action import Action

ACTIONS: tuple[Action, ...] = tuple(
    sorted((*people.ACTIONS, *work.ACTIONS, *labelling.ACTIONS, *items.ACTIONS), key=lambda action: action.order)
)
BY_ID: Mapping[str, Action] = {name: action for action in ACTIONS for name in (action.id, *action.aliases)}
