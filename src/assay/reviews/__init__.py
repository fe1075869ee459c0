"""Verdicts, issues and comments."""
