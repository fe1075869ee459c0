"""The gallery of labeling configurations that a project can start from, grouped as people search for them.

Each row belongs to the XML file of its name in `configurations`, and to what somebody might have labelled on its sample
in `examples`. `make pictures` draws the gallery's pictures from both.
"""

from __future__ import annotations

from assay.projects.templates import courses, judgements, vision, words
from assay.projects.templates.template import Template

__all__ = ["TEMPLATES", "Template"]

TEMPLATES: tuple[Template, ...] = (
    *vision.TEMPLATES,
    *words.TEMPLATES,
    *courses.TEMPLATES,
    *judgements.TEMPLATES,
)
