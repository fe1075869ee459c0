"""The register of columns: what a list of tasks can show, be narrowed by and be ordered by (LSE 13.1, 13.2).

Where the value of each column stands in the database is said in `queries.places`, under the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assay.datamanager.rules.operators import LISTED, OF_TYPE, Type


class Audience(StrEnum):
    """Who may know a column; managers know all of them."""

    EVERYBODY = "everybody"  # annotators see their own part of it
    REVIEWERS = "reviewers"
    AGREEMENT = "agreement"  # reviewers where the project shows agreement to them
    MANAGERS = "managers"


class Rows(StrEnum):
    """Rows below a task that a column is about. Lines on the same kind of rows can be meant of the same row."""

    NONE = ""
    ANNOTATIONS = "annotations"
    PREDICTIONS = "predictions"
    COMMENTS = "comments"


class Holds(StrEnum):
    """What the value of a list or of an answer is, so that the page offers the right input."""

    PLAIN = ""
    PEOPLE = "people"
    IDS = "ids"
    VERSIONS = "versions"
    ANSWERS = "answers"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `counter`: zero counts as empty. `listed`: may be compared with a list of values. `indexed`: narrowing and ordering
    by it cost the same however large the project is. `shown`: new tabs show it. `says`: the column's name in a
    sentence where that is not its title in lower case. `dimension`: whose agreement it shows.
    """

    id: str
    title: str
    type: Type
    help: str
    sees: Audience = Audience.REVIEWERS
    rows: Rows = Rows.NONE
    holds: Holds = Holds.PLAIN
    choices: tuple[str, ...] = ()
    counter: bool = False
    listed: bool = False
    indexed: bool = False
    is_shown: bool = False
    can_order: bool = True
    can_show: bool = True
    says: str = ""
    control: str = ""
    value_key: str = ""
    dimension: int = 0

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators that filters on this column take."""
        if self.holds is Holds.JSON:
            return ("contains", "not_contains", "regex", "empty")
        if self.holds is Holds.ANSWERS:
            return ("contains", "not_contains")
        return OF_TYPE[self.type] + (LISTED if self.listed or self.choices else ())

    @property
    def sentence(self) -> str:
        """The column's name inside of a sentence."""
        return self.says or self.title[0].lower() + self.title[1:]

    @property
    def is_data(self) -> bool:
        return self.id.startswith(("data.", "meta."))

    @property
    def field(self) -> str:
        """The key of the item's data or meta that this column shows."""
        return self.id.partition(".")[2] if self.is_data else ""


STATES = ("CREATED", "ANNOTATION_IN_PROGRESS", "NEEDS_REVIEW", "REVIEW_IN_PROGRESS", "COMPLETED")
STATUSES = ("queued", "assigned", "in_review", "returned", "completed")

_N, _D, _S, _B, _L = Type.NUMBER, Type.DATETIME, Type.STRING, Type.BOOLEAN, Type.LIST
_ALL = Audience.EVERYBODY
_A, _P, _C = Rows.ANNOTATIONS, Rows.PREDICTIONS, Rows.COMMENTS

COLUMNS: tuple[Column, ...] = (
    Column("id", "ID", _N, "The number of the task.", _ALL, listed=True, indexed=True, is_shown=True, says="ID"),
    Column(
        "inner_id", "Inner ID", _N, "The number of the task inside of its project.", listed=True, indexed=True,
        says="inner ID",
    ),
    Column("status", "Status", _S, "Where the task stands.", _ALL, choices=STATUSES, indexed=True, is_shown=True),
    Column("state", "State", _S, "Where the task stands, in the words of Label Studio.", _ALL, choices=STATES,
           indexed=True),
    Column("annotators", "Annotators", _L, "Who annotated the task or was assigned to it.", rows=_A,
           holds=Holds.PEOPLE, is_shown=True, can_order=False),
    Column("agreement", "Agreement", _N, "How far the annotations of the task agree, 0 to 1.", Audience.AGREEMENT,
           indexed=True, is_shown=True),
    Column("reviewers", "Reviewers", _L, "Who reviewed the task or was assigned to review it.",
           holds=Holds.PEOPLE, is_shown=True, can_order=False),
    Column("ground_truth", "Ground truth", _B, "Whether an annotation of the task is the trusted answer.", rows=_A,
           is_shown=True, says="has a ground truth"),
    Column("total_annotations", "Annotations", _N, "How many annotations it has, skips not counted.", _ALL,
           counter=True, is_shown=True),
    Column("cancelled_annotations", "Skipped", _N, "How many people skipped it.", _ALL, counter=True, indexed=True),
    Column("total_predictions", "Predictions", _N, "How many predictions it has.", _ALL, counter=True),
    Column("comment_count", "Comments", _N, "How many comments it has.", _ALL, counter=True, is_shown=True),
    Column("unresolved_comment_count", "Open comments", _N, "How many comments are not resolved.", _ALL, counter=True,
           indexed=True),
    Column("created_at", "Created", _D, "When the task was made.", _ALL, indexed=True),
    Column("updated_at", "Updated", _D, "When the task changed last.", indexed=True, is_shown=True),
    Column("updated_by", "Updated by", _L, "Who changed the task last.", Audience.MANAGERS, holds=Holds.PEOPLE,
           can_order=False),
    Column("completed_at", "Completed", _D, "When the task got all the annotations it needs.", indexed=True),
    Column("is_labeled", "Labelled", _B, "Whether it has all the annotations it needs.", says="is labelled"),
    Column("reviewed", "Reviewed", _B, "Whether its review is finished.", says="is reviewed"),
    Column("reviewed_at", "Reviewed at", _D, "When its review was finished."),
    Column("reviews_accepted", "Accepted", _N, "How many of its annotations are accepted.", counter=True),
    Column("reviews_rejected", "Rejected", _N, "How many of its annotations are rejected.", _ALL, counter=True,
           indexed=True),
    Column("annotators_count", "Number of annotators", _N, "How many people annotated it or were assigned to it.",
           counter=True),
    Column("reviewers_count", "Number of reviewers", _N, "How many people reviewed it or were assigned to do so.",
           Audience.MANAGERS, counter=True),
    Column("instances_count", "Instances", _N, "How many boxes, spans and answers its annotations hold.",
           counter=True),
    Column("annotations_ids", "Annotation IDs", _L, "The numbers of its annotations.", rows=_A, holds=Holds.IDS,
           can_order=False, says="annotation IDs"),
    Column("annotations_results", "Annotation results", _S, "The JSON of its annotations, case matters.", _ALL,
           rows=_A, holds=Holds.JSON, can_order=False),
    Column("skipped_by", "Skipped by", _L, "Who skipped it.", rows=_A, holds=Holds.PEOPLE, can_order=False,
           can_show=False, says="people who skipped it"),
    Column("predictions_score", "Prediction score", _N, "The mean score of its predictions.", _ALL, rows=_P),
    Column("predictions_model_versions", "Model versions", _L, "The models that its predictions come from.", rows=_P,
           holds=Holds.VERSIONS),
    Column("predictions_results", "Prediction results", _S, "The JSON of its predictions, case matters.", _ALL,
           rows=_P, holds=Holds.JSON, can_order=False),
    Column("comments", "Comment text", _S, "What its comments say.", _ALL, rows=_C, can_order=False),
    Column("comment_authors", "Comment authors", _L, "Who commented on it.", rows=_C, holds=Holds.PEOPLE,
           can_order=False),
    Column("comment_authors_count", "Number of comment authors", _N, "How many people commented on it.",
           counter=True),
    Column("last_comment_updated_at", "Last comment", _D, "When its comments changed last."),
    Column("file_upload", "File", _S, "The uploaded file that it came from.", says="file"),
    Column("avg_lead_time", "Mean lead time", _N, "Mean seconds of work on one of its annotations.", rows=_A),
    Column("annotation_time", "Annotation time", _N, "Seconds of work on all of its annotations."),
    Column("review_time", "Review time", _N, "Seconds that its reviewers took.", Audience.MANAGERS),
    Column("draft_exists", "Draft", _B, "Whether somebody has unfinished work on it.", _ALL, says="has a draft"),
    Column("allow_skip", "May be skipped", _B, "Whether annotators may skip it.", says="may be skipped"),
    Column("overlap", "Overlap", _N, "How many annotations it needs."),
)  # fmt: skip
BY_ID: Mapping[str, Column] = {column.id: column for column in COLUMNS}

# What Label Studio calls a column, where Assay's name for it differs.
ALIASES: Mapping[str, str] = {"skipped_annotators": "skipped_by", "comment_authors_names": "comment_authors"}


def data_column(name: str, *, is_shown: bool = False) -> Column:
    """The column of a key of the item's data (`data.key`) or of its meta (`meta.key`)."""
    source, _, key = name.partition(".")
    help = "A field of the item's data." if source == "data" else "A field that came with the task."
    sees = Audience.EVERYBODY if source == "data" else Audience.REVIEWERS
    return Column(name, key, Type.STRING, help, sees, listed=True, is_shown=is_shown, says=key)


@dataclass(frozen=True, slots=True)
class Question:
    """A control of the labeling configuration whose answers filters can name."""

    name: str
    tag: str
    value_key: str
    answers: tuple[str, ...] = ()
    paths: tuple[tuple[str, ...], ...] = ()


def answer_columns(questions: Iterable[Question]) -> Iterator[Column]:
    """Two columns for each question: what annotations answer, and what predictions do. Only filters have them."""
    for question in questions:
        choices = tuple(" / ".join(path) for path in question.paths) or question.answers
        for source, whose, rows in (("annotations", "annotated", _A), ("predictions", "predicted", _P)):
            yield Column(
                f"{source}_answers.{question.name}",
                f"{question.name}, {whose}",
                _L,
                f"What {source} answer to {question.name}.",
                _ALL,
                rows=rows,
                holds=Holds.ANSWERS,
                choices=choices,
                can_order=False,
                can_show=False,
                says=f"{question.name} ({whose})",
                control=question.name,
                value_key=question.value_key,
            )


@dataclass(frozen=True, slots=True)
class Dimension:
    """A control by which annotations are compared, or were before it left the configuration."""

    id: int
    name: str
    is_active: bool = True


def dimension_column(dimension: Dimension) -> Column:
    """How far annotations agree on one control, without its weight (LSE 11.4.5)."""
    return Column(
        f"dimensions.dimension_{dimension.id}",
        f"Agreement: {dimension.name}",
        _N,
        f"How far the annotations of the task agree on {dimension.name}, 0 to 1.",
        Audience.AGREEMENT,
        says=f"agreement on {dimension.name}",
        dimension=dimension.id,
    )


@dataclass(frozen=True, slots=True)
class Register:
    """All columns of one project. Tabs may still name those that are `gone`; nobody else is told of them."""

    columns: tuple[Column, ...]
    gone: tuple[Column, ...] = ()

    def get(self, name: str) -> Column | None:
        """The column of this name; every field of data and meta is one."""
        name = ALIASES.get(name, name)
        found = next((column for column in (*self.columns, *self.gone) if column.id == name), None)
        if found is None and name.startswith(("data.", "meta.")) and name.partition(".")[2]:
            return data_column(name)
        return found


def register(
    data_keys: Iterable[str],
    meta_keys: Iterable[str],
    questions: Iterable[Question],
    dimensions: Iterable[Dimension] = (),
) -> Register:
    """The columns of a project: its items have these fields, its configuration asks and compares this."""
    more = [data_column(f"data.{key}") for key in data_keys] + [data_column(f"meta.{key}") for key in meta_keys]
    compared = {each: dimension_column(each) for each in dimensions}
    return Register(
        (
            *COLUMNS,
            *(column for each, column in compared.items() if each.is_active),
            *more,
            *answer_columns(questions),
        ),
        tuple(column for each, column in compared.items() if not each.is_active),
    )
