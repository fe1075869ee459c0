"""Who may do what, as data and pure functions."""
