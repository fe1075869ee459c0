"""Tools without one domain word: configuration, database, errors, HTTP, jobs, storage."""
