"""Every call of the official client that this version answers, in the order in which a script could make them.

`docs/reference/api.md` lists them; `test_every_call.py` makes each. What is not here is in `NOT_YET` with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from label_studio_sdk import LabelStudio
from tests.cast import Cast
from tests.world import choice


@dataclass
class Place:
    """Where the calls are made: ids of things that there are, and what earlier calls have made."""

    ls: LabelStudio
    cast: Cast
    people: Callable[[Any], LabelStudio]
    project: int
    tasks: list[int]
    annotation: int
    made: dict[str, Any]

    def keep(self, name: str, value: Any) -> Any:
        self.made[name] = value
        return value


Call = Callable[[Place], Any]
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_FILTERS = {"conjunction": "and", "items": []}
_ALL: Any = {"all": True, "excluded": []}


def _stats(name: str, **given: Any) -> Call:
    return lambda p: getattr(p.ls.projects.stats, name)(p.project, **given)


def _user_stats(name: str, **given: Any) -> Call:
    return lambda p: getattr(p.ls.projects.stats, name)(p.project, p.cast.ann1.id, **given)


def _people_stats(name: str) -> Call:
    return lambda p: getattr(p.ls.projects.stats, name)(p.project, ids=f"{p.cast.ann1.id},{p.cast.ann2.id}")


CALLS: Mapping[str, Call] = {
    "users.get_current_user": lambda p: p.ls.users.get_current_user(),
    "users.update_current_user": lambda p: p.ls.users.update_current_user(first_name="Mara"),
    "users.get_hotkeys": lambda p: p.ls.users.get_hotkeys(),
    "users.update_hotkeys": lambda p: p.ls.users.update_hotkeys(custom_hotkeys={}),
    "users.create": lambda p: p.keep("user", p.ls.users.create(username="new", email=f"n{p.project}@example.org").id),
    "users.update": lambda p: p.ls.users.update(p.made["user"], first_name="New"),
    "users.delete": lambda p: p.ls.users.delete(p.made["user"]),
    "tokens.create": lambda p: p.keep("token", p.ls.tokens.create().token),
    "tokens.list": lambda p: p.ls.tokens.list(),
    "tokens.rotate": lambda p: p.keep("token", p.ls.tokens.rotate(refresh=p.made["token"]).refresh),
    "tokens.blacklist": lambda p: p.ls.tokens.blacklist(refresh=p.made["token"]),
    "jwt_settings.get": lambda p: p.ls.jwt_settings.get(),
    "jwt_settings.update": lambda p: p.ls.jwt_settings.update(api_token_ttl_days=30, legacy_api_tokens_enabled=True),
    "organizations.invites.get_invite_link": lambda p: p.ls.organizations.invites.get_invite_link(),
    "organizations.invites.send_email": lambda p: p.ls.organizations.invites.send_email(emails=["new@example.org"]),
    "organizations.invites.revoke_invite": lambda p: p.ls.organizations.invites.revoke_invite(email="new@example.org"),
    "organizations.members.update": lambda p: p.ls.organizations.members.update(
        p.cast.organization_id, user_id=p.cast.ann2.id, role="AN"
    ),
    "organizations.members.get_filter_schema": lambda p: p.ls.organizations.members.get_filter_schema(
        p.cast.organization_id
    ),
    "organizations.members.list_filtered": lambda p: p.ls.organizations.members.list_filtered(p.cast.organization_id),
    "organizations.members.search": lambda p: p.ls.organizations.members.search(p.cast.organization_id, filters={}),
    "organizations.members.get": lambda p: p.ls.organizations.members.get(p.cast.organization_id, p.cast.ann1.id),
    "organizations.members.delete": lambda p: p.ls.organizations.members.delete(
        p.cast.organization_id, p.cast.expert.id
    ),
    "organizations.reset_token": lambda p: p.ls.organizations.reset_token(),
    "organizations.update": lambda p: p.ls.organizations.update(p.cast.organization_id, title="Renamed"),
    "organizations.update_default_role": lambda p: p.ls.organizations.update_default_role(
        p.cast.organization_id, default_role="AN"
    ),
    "workspaces.create": lambda p: p.keep("workspace", p.ls.workspaces.create(title="Shared").id),
    "workspaces.list": lambda p: p.ls.workspaces.list(),
    "workspaces.get": lambda p: p.ls.workspaces.get(p.made["workspace"]),
    "workspaces.update": lambda p: p.ls.workspaces.update(p.made["workspace"], title="Ours"),
    "workspaces.members.create": lambda p: p.ls.workspaces.members.create(p.made["workspace"], user=p.cast.ann1.id),
    "workspaces.members.list": lambda p: p.ls.workspaces.members.list(p.made["workspace"]),
    "workspaces.members.paginated.list": lambda p: list(p.ls.workspaces.members.paginated.list(p.made["workspace"])),
    "workspaces.members.delete": lambda p: p.ls.workspaces.members.delete(p.made["workspace"], user_id=p.cast.ann1.id),
    "workspaces.members.bulk.post": lambda p: p.ls.workspaces.members.bulk.post(
        p.made["workspace"], all_=False, included=[p.cast.ann1.id]
    ),
    "workspaces.members.bulk.delete": lambda p: p.ls.workspaces.members.bulk.delete(
        p.made["workspace"], all_=False, included=str(p.cast.ann1.id)
    ),
    "workspaces.projects.add": lambda p: p.ls.workspaces.projects.add(p.made["workspace"], project=p.project),
    "workspaces.projects.list": lambda p: p.ls.workspaces.projects.list(p.made["workspace"]),
    "workspaces.projects.remove": lambda p: p.ls.workspaces.projects.remove(p.made["workspace"], project=p.project),
    "projects.duplicate": lambda p: p.ls.projects.duplicate(
        p.project, mode="settings", title="Copy", workspace=p.made["workspace"]
    ),
    "projects.assignments.bulk_assign": lambda p: p.ls.projects.assignments.bulk_assign(
        p.project, selected_items=_ALL, type="AN", users=[p.cast.ann1.id]
    ),
    "projects.assignments.assign": lambda p: p.ls.projects.assignments.assign(
        p.project, p.tasks[1], type="AN", users=[p.cast.ann2.id]
    ),
    "projects.assignments.list": lambda p: p.ls.projects.assignments.list(p.project, p.tasks[1]),
    "projects.assignments.update": lambda p: p.ls.projects.assignments.update(
        p.project, p.tasks[1], type="AN", users=[p.cast.ann1.id]
    ),
    "projects.assignments.delete": lambda p: p.ls.projects.assignments.delete(p.project, p.tasks[1], type="AN"),
    "projects.members.add": lambda p: p.ls.projects.members.add(p.project, user=p.cast.ann2.id),
    "projects.members.paginated.list": lambda p: list(p.ls.projects.members.paginated.list(p.project)),
    "projects.members.bulk.post": lambda p: p.ls.projects.members.bulk.post(
        p.project, all_=False, included=[p.cast.ann2.id]
    ),
    "projects.members.bulk.delete": lambda p: p.ls.projects.members.bulk.delete(
        p.project, all_=False, included=str(p.cast.rev2.id)
    ),
    "projects.members.remove": lambda p: p.ls.projects.members.remove(p.project, user=p.cast.ann2.id),
    "projects.members.export_csv": lambda p: b"".join(p.ls.projects.members.export_csv(p.project)),
    "projects.pauses.create": lambda p: p.keep(
        "pause", p.ls.projects.pauses.create(p.project, p.cast.ann1.id, reason="MANUAL", verbose_reason="Rest").id
    ),
    "projects.pauses.list": lambda p: p.ls.projects.pauses.list(p.project, p.cast.ann1.id),
    "projects.pauses.get": lambda p: p.ls.projects.pauses.get(p.project, p.cast.ann1.id, p.made["pause"]),
    "projects.pauses.update": lambda p: p.ls.projects.pauses.update(
        p.project, p.cast.ann1.id, p.made["pause"], verbose_reason="Rest a while"
    ),
    "projects.pauses.delete": lambda p: p.ls.projects.pauses.delete(p.project, p.cast.ann1.id, p.made["pause"]),
    "projects.roles.add": lambda p: p.keep(
        "role", p.ls.projects.roles.add(project=p.project, user=p.cast.ann1.id, role="RE").id
    ),
    "projects.roles.get": lambda p: p.ls.projects.roles.get(p.project),
    "projects.roles.list": lambda p: p.ls.projects.roles.list(),
    "projects.roles.remove": lambda p: p.ls.projects.roles.remove(p.made["role"]),
    "projects.list_counts": lambda p: p.ls.projects.list_counts(),
    "projects.list_unique_annotators": lambda p: p.ls.projects.list_unique_annotators(p.project),
    "projects.import_predictions": lambda p: p.ls.projects.import_predictions(
        p.project, request=[{"task": p.tasks[0], "result": choice(), "model_version": "one"}]
    ),
    "projects.review_routing_rules.bulk_replace": lambda p: p.ls.projects.review_routing_rules.bulk_replace(
        p.project, rules=[{"sample_rate": "1.0"}]
    ),
    "projects.review_routing_rules.list": lambda p: p.ls.projects.review_routing_rules.list(p.project),
    "tasks.create_event": lambda p: p.ls.tasks.create_event(p.tasks[0], event_key="annotation_loaded", event_time=_NOW),
    "tasks.agreement_matrix.get": lambda p: p.ls.tasks.agreement_matrix.get(
        p.project, p.tasks[0], selection={"annotators": {"all": True}}
    ),
    "annotations.create_bulk": lambda p: p.keep(
        "bulk", p.ls.annotations.create_bulk(tasks=p.tasks[1:2], project=p.project, result=choice())
    ),
    "states.execute_transition": lambda p: p.ls.states.execute_transition(
        "task", p.tasks[1], transition_name="complete"
    ),
    "annotations.delete_bulk": lambda p: p.ls.annotations.delete_bulk(
        ids=[one.id for one in p.made["bulk"]], project=p.project
    ),
    "annotation_reviews.create": lambda p: p.keep(
        "review", p.people(p.cast.rev1).annotation_reviews.create(annotation=p.annotation, accepted=True).id
    ),
    "annotation_reviews.list": lambda p: p.ls.annotation_reviews.list(annotation=p.annotation),
    "annotation_reviews.get": lambda p: p.ls.annotation_reviews.get(p.made["review"]),
    "annotation_reviews.update": lambda p: p.ls.annotation_reviews.update(
        p.made["review"], accepted=False, reject_action="requeue"
    ),
    "annotation_history.list": lambda p: p.keep("history", p.ls.annotation_history.list(annotation=p.annotation)),
    "annotation_history.retrieve": lambda p: p.ls.annotation_history.retrieve(p.made["history"][0].id),
    "annotation_history.list_for_project": lambda p: p.ls.annotation_history.list_for_project(p.project),
    "annotation_history.delete": lambda p: p.people(p.cast.owner).annotation_history.delete(annotation=p.annotation),
    "comments.create": lambda p: p.keep("comment", p.ls.comments.create(annotation=p.annotation, text="Sure?").id),
    "comments.list": lambda p: p.ls.comments.list(annotation=p.annotation),
    "comments.get": lambda p: p.ls.comments.get(p.made["comment"]),
    "comments.update": lambda p: p.ls.comments.update(p.made["comment"], is_resolved=True),
    "comments.export": lambda p: b"".join(p.ls.comments.export(annotation=p.annotation)),
    "comments.delete": lambda p: p.ls.comments.delete(p.made["comment"]),
    "states.state_history": lambda p: list(p.ls.states.state_history("task", p.tasks[0])),
    "projects.stats.iaa": _stats("iaa"),
    "projects.stats.total_agreement": _stats("total_agreement"),
    "projects.stats.data_quality_agreement_confusion_matrix": _stats("data_quality_agreement_confusion_matrix"),
    "projects.stats.data_quality_agreement_dimensions": _stats("data_quality_agreement_dimensions"),
    "projects.stats.data_quality_agreement_distribution": _stats("data_quality_agreement_distribution"),
    "projects.stats.model_version_annotator_agreement": _stats(
        "model_version_annotator_agreement", model_version="one"
    ),
    "projects.stats.model_version_ground_truth_agreement": _stats(
        "model_version_ground_truth_agreement", model_version="one"
    ),
    "projects.stats.model_version_prediction_agreement": _stats(
        "model_version_prediction_agreement", model_version="one"
    ),
    "projects.stats.users_ground_truth_agreement": _people_stats("users_ground_truth_agreement"),
    "projects.stats.agreement_annotator": _user_stats("agreement_annotator"),
    "projects.stats.agreement_annotators": _people_stats("agreement_annotators"),
    "projects.stats.data_filters": _stats("data_filters"),
    "projects.stats.finished_tasks": _stats("finished_tasks"),
    "projects.stats.label_distribution_structure": _stats("label_distribution_structure"),
    "projects.stats.label_distribution_counts": _stats("label_distribution_counts"),
    "projects.stats.lead_time": _stats("lead_time"),
    "projects.stats.member_performance_participants": _stats("member_performance_participants"),
    "projects.stats.member_performance_rows": _stats("member_performance_rows", table="annotations"),
    "projects.stats.member_performance_summary": _stats("member_performance_summary", table="reviews"),
    "projects.stats.update_stats": _stats("update_stats"),
    "projects.stats.users_prediction_agreement": _people_stats("users_prediction_agreement"),
    "projects.stats.users_review_score": _people_stats("users_review_score"),
    "projects.stats.user_prediction_agreement": _user_stats("user_prediction_agreement"),
    "projects.stats.user_review_score": _user_stats("user_review_score"),
    "projects.stats.user_ground_truth_agreement": _user_stats("user_ground_truth_agreement"),
    "projects.metrics.get": lambda p: p.ls.projects.metrics.get(p.project),
    "projects.metrics.update": lambda p: p.ls.projects.metrics.update(p.project, agreement_threshold=50),
    "dimensions.list": lambda p: p.keep("dimensions", p.ls.dimensions.list(p.project)),
    "dimensions.get": lambda p: p.ls.dimensions.get(p.project, p.made["dimensions"][0].id),
    "actions.list": lambda p: p.ls.actions.list(project=p.project),
    "actions.create": lambda p: p.ls.actions.create(
        id="delete_tasks_annotations", project=p.project, selected_items={"all": False, "included": [p.tasks[2]]}
    ),
    "views.create": lambda p: p.keep("view", p.ls.views.create(project=p.project, data={"title": "Mine"}).id),
    "views.list": lambda p: p.ls.views.list(project=p.project),
    "views.get": lambda p: p.ls.views.get(p.made["view"]),
    "views.update": lambda p: p.ls.views.update(p.made["view"], data={"title": "Ours", "filters": _FILTERS}),
    "views.update_order": lambda p: p.ls.views.update_order(project=p.project, ids=[p.made["view"]]),
    "views.delete": lambda p: p.ls.views.delete(p.made["view"]),
    "views.delete_all": lambda p: p.ls.views.delete_all(project=p.project),
    "predictions.create": lambda p: p.keep("prediction", p.ls.predictions.create(task=p.tasks[0], result=choice()).id),
    "predictions.list": lambda p: p.ls.predictions.list(task=p.tasks[0]),
    "predictions.get": lambda p: p.ls.predictions.get(p.made["prediction"]),
    "predictions.update": lambda p: p.ls.predictions.update(p.made["prediction"], score=0.5),
    "predictions.delete": lambda p: p.ls.predictions.delete(p.made["prediction"]),
    "webhooks.create": lambda p: p.keep(
        "webhook", p.ls.webhooks.create(url="https://example.org/hook", project=p.project, is_active=False).id
    ),
    "webhooks.list": lambda p: p.ls.webhooks.list(project=str(p.project)),
    "webhooks.info": lambda p: p.ls.webhooks.info(),
    "webhooks.get": lambda p: p.ls.webhooks.get(p.made["webhook"]),
    "webhooks.update": lambda p: p.ls.webhooks.update(
        p.made["webhook"], url="https://example.org/hook", actions=["REVIEW_CREATED"], send_for_all_actions=False
    ),
    "webhooks.delete": lambda p: p.ls.webhooks.delete(p.made["webhook"]),
    "annotation_reviews.delete": lambda p: p.ls.annotation_reviews.delete(p.made["review"]),
    "tasks.delete_all_tasks": lambda p: p.ls.tasks.delete_all_tasks(p.project),
}

# Calls without an answer yet, each with what to do instead.
NOT_YET: Mapping[str, str] = {}
