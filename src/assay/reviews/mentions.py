"""People named in comments. A text names them by number, `<@12>`, so that a new name does not break it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from assay.access.queries import audience
from assay.access.queries.audience import Onlooker
from assay.access.rules.permissions import Permission, allows
from assay.access.standing import roles_of
from assay.kit.db import Connection
from assay.kit.errors import BadInput

_MENTION = re.compile(r"<@([1-9][0-9]{0,17})>")
MOST = 20


class Named(NamedTuple):
    """Somebody who can be named in a comment."""

    id: int
    name: str
    email: str


def in_text(text: str) -> list[int]:
    """Who is named, each once, in the order of the text."""
    return list(dict.fromkeys(int(number) for number in _MENTION.findall(text)))


def with_names(text: str, names: Mapping[int, str]) -> str:
    """The text as people read it."""
    return _MENTION.sub(lambda found: f"@{names.get(int(found[1]), 'somebody')}", text)


def reviews(person: Onlooker) -> bool:
    """Whether somebody sees everybody's comments in the project, by their effective role."""
    return allows(roles_of(person), Permission.COMMENTS_VIEW_ALL, preset=person.preset)


def name_of(person: Onlooker) -> str:
    """What somebody is called."""
    return f"{person.first_name} {person.last_name}".strip() or person.email


def offered(db: Connection, project_id: int, work_of: int | None) -> list[Named]:
    """Who may be named in a comment on somebody's work: those who see it, which are reviewers and its author."""
    found = audience.of_project(db, project_id)
    return [
        Named(person.id, name_of(person), person.email) for person in found if reviews(person) or person.id == work_of
    ]


def checked(db: Connection, text: str, project_id: int, work_of: int | None) -> list[int]:
    """Who a text names. Raises BadInput for somebody who would not see the comment."""
    named = in_text(text)
    if not named:
        return []
    if len(named) > MOST:
        raise BadInput.field("text", f"names more than {MOST} people.", "Name fewer.")
    allowed = {person.id for person in offered(db, project_id, work_of)}
    strangers = [person for person in named if person not in allowed]
    if strangers:
        numbers = ", ".join(f"<@{person}>" for person in strangers)
        raise BadInput.field(
            "text",
            f"names somebody who would not see the comment: {numbers}.",
            "Name reviewers of the project, or the author of the work.",
        )
    return named
