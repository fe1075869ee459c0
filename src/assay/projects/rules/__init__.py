"""What is decided about projects: pure functions on values."""
