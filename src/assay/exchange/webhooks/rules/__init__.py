"""What a hook may be, which messages there are, how they are signed, and when one is tried again."""
