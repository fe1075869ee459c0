"""What is decided about the log without a database."""
