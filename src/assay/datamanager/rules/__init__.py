"""What a list of tasks can show, be narrowed by and be ordered by; pure."""
