"""Telling other programs what happens: hooks, their messages, and the log of what was sent."""
