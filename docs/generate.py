"""Writes the reference pages that follow from the code: `python -m docs.generate`.

A page is a pure function from the tables in the code to Markdown. tests/test_docs.py compares what is written here
with what lies in the folder, so a page cannot say anything that the code does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from docs.filters import filters_page
from docs.labeling import page_register, tags_page
from docs.markdown import MARK, code, codes, table
from docs.metrics import metrics_page
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from assay import cli
from assay.kit.config import documented
from assay.projects.rules import settings as rules
from assay.projects.rules.settings import Field, ReviewSettings, Settings

FOLDER = Path(__file__).parent
NOT_A_VALUE = object()

# As a variable spells them.
_FLAGS = {"False": "0", "True": "1"}


def pages() -> dict[str, str]:
    """Every generated file by its path from the documentation folder."""
    return {
        "reference/settings.md": settings_page(),
        "reference/commands.md": commands_page(),
        "reference/labeling-tags.md": tags_page(),
        "reference/filters.md": filters_page(),
        "reference/metrics.md": metrics_page(),
        "../web/src/editor/ls/tags.gen.ts": page_register(),
    }


# ---------------------------------------------------------------- settings


def settings_page() -> str:
    """Variables of an installation, settings of a project."""
    installation = (
        (code(row.variable), code(_FLAGS.get(row.default, row.default)) or "empty", row.meaning) for row in documented()
    )
    return f"""{MARK}

# Settings

## Of an installation

Environment variables, read once when a process starts. A value that a setting cannot be ends the start with a message
that names the variable. The options of `assay serve` have variables too: see the [commands](commands.md).

{table(("Variable", "Default", "Meaning"), installation)}

## Of a project

Set them with `PATCH /api/projects/{{id}}/`, or on the Settings page of the project. The names are Label Studio's where
it has the setting. A change never touches annotations, verdicts or history. A change of what makes a task labelled or
reviewed folds the states of the project's tasks anew.

{table(("Setting", "Default", "Value", "Meaning"), _fields(rules.FIELDS, Settings(), ""))}

Under `assignment_settings`:

{table(("Setting", "Default", "Value", "Meaning"), iter([_distribution()]))}

## Of the review in a project

Under `review_settings` in the same request.

{table(("Setting", "Default", "Value", "Meaning"), _fields(rules.REVIEW_FIELDS, ReviewSettings(), "review_settings"))}

A project that reviews single instances starts with `requeue` as its `default_reject_action`.

## Settings of Label Studio that are not obeyed yet

A request that gives one of these a value that would change something is refused, and the message names the setting.
The value that means "not used" passes, so a script that sends a whole project back still works.

{codes(sorted(rules.NOT_YET))}

Under `review_settings`: {codes(sorted(rules.REVIEW_NOT_YET))}
"""


def _fields(fields: Sequence[Field], defaults: Any, prefix: str) -> Iterator[Sequence[str]]:
    for field in fields:
        default = getattr(defaults, field.name)
        yield (code(field.name), _default(default), _accepts(field.name, prefix), field.meaning)


def _distribution() -> Sequence[str]:
    name = "label_stream_task_distribution"
    meaning = "Whether people draw tasks from the common queue or get only what was assigned to them."
    return code(name), _default(Settings().distribution), _accepts(name, "assignment_settings"), meaning


def _accepts(name: str, prefix: str) -> str:
    """What a setting accepts, in the words of its own refusal."""
    patch = {prefix: {name: NOT_A_VALUE}} if prefix else {name: NOT_A_VALUE}
    refusals = rules.changed(Settings(), patch)
    assert isinstance(refusals, tuple), f"{name} accepts anything"
    words = refusals[0].message.removeprefix("must be ").rstrip(".")
    return words[0].upper() + words[1:]


def _default(value: object) -> str:
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, StrEnum | int | float):
        return code(str(value))
    if isinstance(value, tuple):
        return codes(value)
    if isinstance(value, str):
        return code(value) or "empty"
    return "none"


# ---------------------------------------------------------------- commands


def commands_page() -> str:
    """The command line, as the program itself describes it."""
    root = get_command(cli.app)
    assert isinstance(root, TyperGroup)
    parts = "\n".join(_command(name, command) for name, command in _leaves(root, "assay"))
    return f"""{MARK}

# Commands

`assay --help` prints the list, `assay <command> --help` one of them. An option may come from its variable instead; the
option wins.

{parts}"""


def _leaves(group: TyperGroup, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _leaves(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _command(name: str, command: Any) -> str:
    options = [param for param in command.params if isinstance(param, TyperOption)]
    text = f"## {name}\n\n{(command.help or '').strip()}\n"
    if options:
        heads = ("Option", "Default", "Variable", "Meaning")
        text += f"\n{table(heads, (_option(option) for option in options))}\n"
    return text


def _option(option: TyperOption) -> Sequence[str]:
    names = codes([*option.opts, *option.secondary_opts])
    if option.prompt:
        default = "asked for"
    elif option.required:
        default = "required"
    elif isinstance(option.default, bool):
        default = "on" if option.default else "off"
    else:
        default = code(str(option.default or "")) or "empty"
    meaning = option.help or ""
    if isinstance(option.default, StrEnum):
        meaning = f"{meaning} One of {codes(list(type(option.default)))}."
    variable = option.envvar if isinstance(option.envvar, str) else ""
    return names, default, code(variable), meaning


def main() -> None:
    """Writes every generated file."""
    for path, text in pages().items():
        (FOLDER / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
