"""What somebody may see of a project's work beyond their role: names and agreement (LSE 3.4, 13.2).

Managers and above see everything. Reviewers see what the settings of the review show them. What they see of lists of
tasks says `assay.datamanager.rules.sight`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assay.access.rules.permissions import Permission
from assay.projects.rules import settings as rules


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of one project."""

    viewer_id: int
    names: bool = True
    agreement: bool = True

    def hides(self, person_id: int | None) -> bool:
        """Whether the name of an annotator is hidden; one's own never is."""
        return not self.names and person_id is not None and person_id != self.viewer_id


def of(project: Any, viewer_id: int) -> Sight:
    """What a person with access to a project sees of it."""
    if project.allows(Permission.REVIEW_CHANGE_ANY):
        return Sight(viewer_id)
    settings = rules.from_json(project.settings)
    if not project.allows(Permission.ANNOTATIONS_VIEW_ALL):
        return Sight(viewer_id, agreement=False)
    review = settings.review
    return Sight(
        viewer_id,
        names=not review.anonymize_annotations,
        agreement=review.show_agreement_to_reviewers,
    )
