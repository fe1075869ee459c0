"""What is decided about annotations: pure functions on values."""
