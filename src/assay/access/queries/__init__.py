"""Every SELECT of access. The one door to projects is `door`."""

from assay.access.queries.door import VISIBLE_PROJECTS, belongs, viewer

__all__ = ["VISIBLE_PROJECTS", "belongs", "viewer"]
