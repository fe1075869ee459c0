"""The tabs of a project and the permission that opens each (MQA A.14)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assay.access.rules.permissions import Permission

P = Permission
_TABS: Mapping[str, Mapping[str, Permission]] = {
    "annotation_review": {
        "summary": P.PROJECT_DASHBOARD,
        "tasks": P.TASKS_VIEW_ALL,
        "import": P.TASKS_CREATE,
        "export": P.EXPORT_RUN,
        "settings": P.SETTINGS_VIEW,
    },
    # "labels" has the four after it as its parts. There are no models, so there is no tab of them.
    "manual_qa": {
        "summary": P.SUMMARY_VIEW,
        "explore": P.EXPLORE_VIEW,
        "labels": P.PROJECT_VIEW,
        "activity": P.ACTIVITY_VIEW,
        "queue": P.QUEUE_VIEW,
        "data": P.DATA_VIEW,
        "instances": P.INSTANCES_VIEW,
        "performance": P.PERFORMANCE_VIEW,
        "export": P.EXPORT_RUN,
        "settings": P.SETTINGS_VIEW,
    },
}


def opener(tab: str, preset: str) -> Permission:
    """The permission that opens a tab in projects of this preset."""
    return _TABS[preset][tab]


def seen_with(permissions: Collection[Permission], preset: str) -> list[str]:
    """The tabs of a project of this preset that these permissions open, in their order."""
    return [tab for tab, opened_by in _TABS[preset].items() if opened_by in permissions]
