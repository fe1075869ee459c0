"""What happened: the append-only events."""
