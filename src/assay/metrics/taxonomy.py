"""How alike two choices from a tree are. A path is the way from the top to an entry."""

from __future__ import annotations

from collections.abc import Iterable, Set

import numpy as np

from assay.metrics.matching import soft_f1
from assay.metrics.values import dice, jaccard

Path = tuple[str, ...]
PathSet = Set[Path]


def with_ancestors(paths: Iterable[Path]) -> set[Path]:
    """The paths and everything above them."""
    return {path[:depth] for path in paths for depth in range(1, len(path) + 1)}


def cut(paths: Iterable[Path], depth: int) -> set[Path]:
    """The paths down to a depth; 0 leaves them whole."""
    return {path[:depth] if depth else path for path in paths}


def common_labels(a: PathSet, b: PathSet) -> float:
    """Jaccard over whole paths (LSE 11.6)."""
    return jaccard(a, b)


def common_subtree(a: PathSet, b: PathSet) -> float:
    """Jaccard over the paths and all that lies above them (LSE 11.6)."""
    return jaccard(with_ancestors(a), with_ancestors(b))


def hierarchical_f1(a: PathSet, b: PathSet) -> float:
    """F1 over the paths and all that lies above them (Kiritchenko et al. 2005)."""
    return dice(with_ancestors(a), with_ancestors(b))


def wu_palmer(a: PathSet, b: PathSet) -> float:
    """Twice the depth of the common way over both depths (Wu and Palmer 1994); several paths are paired one to one."""
    ordered_a, ordered_b = sorted(a), sorted(b)
    alike = [[_wu_palmer(one, other) for other in ordered_b] for one in ordered_a]
    return soft_f1(np.array(alike, dtype=np.float64).reshape(len(ordered_a), len(ordered_b)))


def _wu_palmer(a: Path, b: Path) -> float:
    common = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return 2 * common / (len(a) + len(b)) if a or b else 1.0
