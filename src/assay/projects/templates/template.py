"""A labeling configuration to start from, and the files that belong to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Template:
    """A labeling configuration to start from.

    `words` are what people also call it when they search; `sample` is the data of one item that shows what it is for.
    """

    id: str
    title: str
    group: str
    description: str
    words: str
    config: str
    sample: Mapping[str, Any]

    @property
    def example(self) -> Sequence[Mapping[str, Any]]:
        """How somebody might have labelled the sample: what pictures of the template are made from."""
        return _example(self.id)


def template(id: str, group: str, title: str, description: str, words: str, **sample: Any) -> Template:
    """A row of the gallery, with the configuration of its name."""
    config = files(__package__).joinpath("configurations", f"{id}.xml").read_text(encoding="utf-8")
    return Template(id, title, group, description, words, config, sample)


@cache
def _example(id: str) -> Sequence[Mapping[str, Any]]:
    text = files(__package__).joinpath("examples", f"{id}.json").read_text(encoding="utf-8")
    entries: Sequence[Mapping[str, Any]] = json.loads(text)
    return entries
