"""Figures of people: what they did, how long it took, and how it was judged."""
