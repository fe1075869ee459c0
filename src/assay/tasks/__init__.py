"""Datasets, data units and tasks."""
