"""Reading lists of tasks, and keeping tabs."""
