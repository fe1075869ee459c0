"""How alike two answers are, and what follows for many: a library of plain functions that knows nothing of the server.

Values are the frozen dataclasses of `kinds`; `catalogue` lists the metrics that compare two of them. numpy is needed,
scipy, rapidfuzz and shapely are imported by the functions that use them, when they are first called.
"""
