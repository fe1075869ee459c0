"""What is compared, how it is read from results, and what the scores of pairs come to: pure functions."""
