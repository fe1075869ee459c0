"""Who works in a project: people and groups with their roles."""

from __future__ import annotations

from assay.client.reading import read
from assay.client.rows import Group, Member, Role
from assay.client.transport import Transport


class Team:
    """The people of one project. Roles: AN annotator, RE reviewer, AR both, TM team manager, AD admin."""

    def __init__(self, transport: Transport, project: int):
        self._transport = transport
        self._project = project
        self._at = f"/api/projects/{project}"

    def people(self) -> list[Member]:
        """Everybody in the project, by name or by a group, with the role that counts."""
        return [read(Member, each) for each in self._transport.call("GET", f"{self._at}/team/")]

    def find(self, email: str) -> Member:
        """The person of the project with this address. Raises LookupError."""
        for member in self.people():
            if member.email.lower() == email.lower():
                return member
        raise LookupError(f"Nobody in project {self._project} has the address {email}.")

    def add(self, email: str, role: Role = "AN") -> Member:
        """Adds somebody of the organization. Raises Refused for an address that nobody has there."""
        return read(Member, self._transport.call("POST", f"{self._at}/team/", body={"email": email, "role": role}))

    def change_role(self, user: int, role: Role) -> None:
        """Gives somebody of the project another role."""
        body = {"project": self._project, "user": user, "role": role}
        self._transport.call("POST", "/api/projects/roles/", body=body)

    def remove(self, user: int) -> None:
        """Takes somebody out of the project; what they held is free again, and their work stays."""
        self._transport.call("DELETE", f"{self._at}/members/", query={"user": user})

    def groups(self) -> list[Group]:
        """The groups in the project, with the role that everybody in them has."""
        return [_group(each) for each in self._transport.call("GET", f"{self._at}/groups/")]

    def add_group(self, group: int, role: Role = "AN") -> list[Group]:
        """Adds a group of the organization, with one role for everybody in it; answers the groups of the project."""
        body = {"group": group, "role": role}
        return [_group(each) for each in self._transport.call("POST", f"{self._at}/groups/", body=body)]

    def remove_group(self, group: int) -> None:
        """Takes a group out of the project; who is in it otherwise stays."""
        self._transport.call("DELETE", f"{self._at}/groups/{group}/")


def _group(found: dict[str, object]) -> Group:
    return read(Group, {**found, "id": found["group"]})
