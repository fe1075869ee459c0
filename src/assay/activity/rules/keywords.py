"""Searching by words: `tasks AND 17 OR projects`, where AND binds more tightly."""

from __future__ import annotations

import re

MOST = 20

Words = tuple[tuple[str, ...], ...]


def parsed(text: str) -> Words:
    """Groups of words: a path is found when it holds every word of some group. Of no words there is no group.

    The connectives are written in capitals, so that the words themselves can be looked for; a blank means AND.
    """
    groups = []
    for part in re.split(r"\s+OR\s+|^OR\s+|\s+OR$", text.strip()):
        words = tuple(word for word in part.split() if word != "AND")
        if words:
            groups.append(words)
    return tuple(groups)
