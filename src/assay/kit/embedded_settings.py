"""Settings of the embedded PostgreSQL, sized for the machine it runs on."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

_MB = 1024 * 1024


def configuration() -> str:
    """Text of the settings file that is included by the cluster's postgresql.conf."""
    memory = memory_limit() // _MB
    settings = {
        "listen_addresses": "''",
        "max_connections": "200",
        "shared_buffers": f"{min(max(memory // 8, 128), 1024)}MB",
        "effective_cache_size": f"{max(memory // 2, 256)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        # An import writes hundreds of megabytes; without room between checkpoints it pays for them twice.
        "wal_compression": "on",
        "min_wal_size": "128MB",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        # An acknowledged submission is on the disk.
        "synchronous_commit": "on",
        # Solid-state disks; and plans of a few milliseconds are not worth compiling.
        "random_page_cost": "1.1",
        "jit": "off",
        # Queues change the same rows all day.
        "autovacuum_naptime": "30s",
        "autovacuum_vacuum_scale_factor": "0.1",
        "autovacuum_analyze_scale_factor": "0.05",
        "timezone": "'UTC'",
        # A week of logs, each day over the same day of the week before.
        "logging_collector": "on",
        "log_directory": "'log'",
        "log_filename": "'postgres-%a.log'",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_rotation_size": "0",
        "log_checkpoints": "off",
        "log_line_prefix": "'%m [%p] '",
        "log_timezone": "'UTC'",
    }
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def fast_options() -> list[str]:
    """Options that give up safety for speed. Only tests set ASSAY_TEST_FAST_DB; a crash may lose the database."""
    if os.environ.get("ASSAY_TEST_FAST_DB") != "1":
        return []
    off = ("fsync", "synchronous_commit", "full_page_writes")
    return [part for name in off for part in ("-c", f"{name}=off")]


def memory_limit() -> int:
    """Bytes of memory this process may count on: the machine's, or its container's where that is less."""
    total = int(psutil.virtual_memory().total)
    for limit in (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes")):
        try:
            return min(total, int(limit.read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue
    return total
