"""Organizations, people, roles, keys, and the one door through which everything is seen."""
