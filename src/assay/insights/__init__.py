"""Figures about projects: how far the work is, who does it, what hinders it."""
