"""Who is told what, decided without a database."""
