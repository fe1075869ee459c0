"""Annotations with their revisions, drafts and instances."""
