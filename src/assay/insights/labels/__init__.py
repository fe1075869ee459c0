"""Figures of labels: how often each is used, and which are taken for one another."""
