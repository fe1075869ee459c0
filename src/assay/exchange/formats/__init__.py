"""File formats: what tasks are read from and what exports are written in."""
