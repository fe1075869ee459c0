"""Who does what next: reservations, assignments, sampling."""
