"""The reference page of the task list: its columns and the operators of their filters, from the registers."""

from __future__ import annotations

from docs.markdown import MARK, code, codes, table

from assay.datamanager.rules.columns import COLUMNS, Audience
from assay.datamanager.rules.operators import OPERATORS

_WHO = {
    Audience.EVERYBODY: "everybody",
    Audience.REVIEWERS: "reviewers, managers",
    Audience.AGREEMENT: "managers; reviewers where the project shows agreement to them",
    Audience.MANAGERS: "managers",
}


def filters_page() -> str:
    """Columns and operators."""
    columns = (
        (code(one.id), one.title, one.type.value, one.help, codes(one.operators), _WHO[one.sees]) for one in COLUMNS
    )
    operators = (
        (code(one.id), one.says, one.takes.value.replace("_", " or "), one.means) for one in OPERATORS.values()
    )
    return f"""{MARK}

# Filters

A list of tasks is narrowed by conditions that are all fulfilled (`and`), or any of them (`or`), in the form
that Label Studio's clients send: `{{"conjunction": "and", "items": [{{"filter": "filter:tasks:agreement",
"operator": "less", "type": "Number", "value": 0.5}}]}}`. A condition without a value is left out.
`child_filters` of a condition are about the same annotation, prediction or comment as the condition itself. A
list is ordered by one column; tasks without a value come last both ways.

Besides these columns each field of the data is one, `data.` and its name, and each field of the meta, `meta.`
and its name. They are compared as text, or with the type `Number` as numbers. `annotations_answers.` and
`predictions_answers.` with the name of a control find tasks by the answers that were given to it.
`dimensions.dimension_` with the number of a dimension (`GET /api/projects/{{id}}/dimensions/`) is how far annotations
agree on that control alone; who sees `agreement` sees it too.

`agreement_selected` beside `filters` and `ordering` says whose agreement all these columns mean, where it is shown,
filtered and ordered: `{{"annotators": {{"all": true, "ids": []}}, "models": {{"all": false, "ids": ["v1"]}},
"ground_truth": false}}` is the mean over the pairs among those who are named. With `ground_truth` it is one
annotator, or one model version, against the trusted answer. Models are not compared with one another.

## Columns

{table(("Name", "Title", "Type", "What it is", "Operators", "Who sees it"), columns)}

## Operators

{table(("Operator", "Reads", "Takes", "Finds tasks whose value"), operators)}
"""
