"""How alike two texts are: edit distances and alignments, counted in characters, their groups, or words (LSE 11.6.2).

Length counts code points. Lists of texts are compared by index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Any

ALGORITHMS = ("levenshtein", "damerau-levenshtein", "hamming", "jaro", "jaro-winkler", "ratcliff-obershelp")
GRANULARITIES = ("characters", "bigrams", "trigrams", "words")

_BLANKS = re.compile(r"\s+")


def normalised(text: str) -> str:
    """Composed characters, no case, single blanks, none at the ends. Punctuation stays."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())).strip()


def units(text: str, granularity: str) -> Sequence[Hashable]:
    """What distances count. A text too short for a group of characters is one unit itself."""
    match granularity:
        case "words":
            return text.split()
        case "bigrams":
            return _groups(text, 2)
        case "trigrams":
            return _groups(text, 3)
        case _:
            return text


def _groups(text: str, size: int) -> Sequence[Hashable]:
    if len(text) <= size:
        return [text] if text else []
    return [text[at : at + size] for at in range(len(text) - size + 1)]


def similarity(
    a: str, b: str, *, algorithm: str = "levenshtein", granularity: str = "characters", normalise: bool = False
) -> float:
    """1 - distance / longer length for the edit distances; Jaro, Jaro-Winkler and Ratcliff-Obershelp as they are."""
    if normalise:
        a, b = normalised(a), normalised(b)
    if a == b:
        return 1.0
    # Jaro and Ratcliff-Obershelp depend on which text comes first; a fixed order makes them symmetric.
    first, second = sorted((a, b))
    one, other = units(first, granularity), units(second, granularity)
    if not one or not other:
        return float(not one and not other)
    return _compare(algorithm)(one, other)


def texts_similarity(
    a: Sequence[str],
    b: Sequence[str],
    *,
    algorithm: str = "levenshtein",
    granularity: str = "characters",
    normalise: bool = False,
) -> float:
    """Mean over the longer list of the similarity at each index; a text that is missing adds 0. Two empty lists: 1."""
    longest = max(len(a), len(b))
    if not longest:
        return 1.0
    pairs = zip(a, b, strict=False)
    alike = (similarity(x, y, algorithm=algorithm, granularity=granularity, normalise=normalise) for x, y in pairs)
    return sum(alike) / longest


def _compare(algorithm: str) -> Callable[[Sequence[Hashable], Sequence[Hashable]], float]:
    if algorithm == "ratcliff-obershelp":
        return _ratcliff_obershelp
    from rapidfuzz import distance

    measures: dict[str, Any] = {
        "levenshtein": distance.Levenshtein.normalized_similarity,
        "damerau-levenshtein": distance.DamerauLevenshtein.normalized_similarity,
        "hamming": distance.Hamming.normalized_similarity,
        "jaro": distance.Jaro.similarity,
        "jaro-winkler": distance.JaroWinkler.similarity,
    }
    measure: Callable[[Sequence[Hashable], Sequence[Hashable]], float] = measures[algorithm]
    return measure


def _ratcliff_obershelp(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Twice the units in common blocks, longest first, over all units (Ratcliff and Metzener 1988)."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
