"""Assay: review annotations, measure their quality, ship only what passed."""

__version__ = "0.1.0"
