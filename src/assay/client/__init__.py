"""Work with an Assay server from Python: queues, verdicts, projects, logs.

    from assay.client import Assay

    with Assay("https://assay.example.org", token="...") as assay:
        project = assay.project(7)
        for row in project.queue(kind="annotate", free=True):
            print(row.file, row.entered_at)

Every call is one request, or with lists one request for each page. What the server refuses is raised as an `ApiError`,
which names the fields and how to mend them. Nothing here imports the server.
"""

from assay.client.assay import Assay
from assay.client.errors import ApiError, Conflict, NotAllowed, NotFound, NotSignedIn, Problem, Refused
from assay.client.project import Project
from assay.client.rows import (
    ActivityRow,
    AddedReviews,
    DataRow,
    Dataset,
    Group,
    Handed,
    Happening,
    Instance,
    Issue,
    Item,
    Job,
    LogEntry,
    Member,
    Ontology,
    Person,
    QueueRow,
    Reopened,
    Share,
    Tag,
    TimeSpent,
)
from assay.client.team import Team
from assay.client.work import Labeling, Review

__all__ = [
    "ActivityRow",
    "AddedReviews",
    "ApiError",
    "Assay",
    "Conflict",
    "DataRow",
    "Dataset",
    "Group",
    "Handed",
    "Happening",
    "Instance",
    "Issue",
    "Item",
    "Job",
    "Labeling",
    "LogEntry",
    "Member",
    "NotAllowed",
    "NotFound",
    "NotSignedIn",
    "Ontology",
    "Person",
    "Problem",
    "Project",
    "QueueRow",
    "Refused",
    "Reopened",
    "Review",
    "Share",
    "Tag",
    "Team",
    "TimeSpent",
]
