"""How far people who did the same task agree: what is compared, the stored scores, the jobs that keep them current."""
