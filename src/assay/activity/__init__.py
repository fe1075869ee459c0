"""What was asked of the server, by whom; and what the working screens tell about tasks (LSE 8.4, 8.5)."""
