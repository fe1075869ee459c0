"""The people of the demo organization."""

from __future__ import annotations

from dataclasses import dataclass

from assay.access.rules.permissions import Role

ORGANIZATION = "Harbour Street Data"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo. `part` says in a word what they do there."""

    key: str
    first_name: str
    last_name: str
    role: Role
    part: str

    @property
    def email(self) -> str:
        return f"{self.key}@demo.assay"


PEOPLE = (
    DemoPerson("elif", "Elif", "Aydin", Role.OWNER, "owner"),
    DemoPerson("owen", "Owen", "Daniels", Role.MANAGER, "manager"),
    DemoPerson("mira", "Mira", "Kovac", Role.ANNOTATOR, "annotator"),
    DemoPerson("tomas", "Tomas", "Ruiz", Role.ANNOTATOR, "annotator"),
    DemoPerson("jonas", "Jonas", "Berg", Role.REVIEWER, "reviewer"),
    DemoPerson("lena", "Lena", "Vogt", Role.REVIEWER, "reviewer"),
    DemoPerson("aiko", "Aiko", "Tanaka", Role.REVIEWER, "expert reviewer"),
)
