"""Password hashes: Argon2id with 19 MiB and the installation's time cost."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assay.kit.config import config

_MEMORY_KIB = 19 * 1024


@lru_cache(maxsize=1)
def _hasher(cost: int) -> PasswordHasher:
    return PasswordHasher(time_cost=cost, memory_cost=_MEMORY_KIB, parallelism=1)


@lru_cache(maxsize=1)
def _nobody(cost: int) -> str:
    return _hasher(cost).hash("")


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _hasher(config().password_cost).hash(password)


def matches(password: str, stored: str | None) -> bool:
    """Whether the password is the one that was stored. Without one it takes as long and is False."""
    cost = config().password_cost
    try:
        _hasher(cost).verify(stored or _nobody(cost), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with another cost than today's."""
    return _hasher(config().password_cost).check_needs_rehash(stored)
