"""What people are told: the inbox in the page, and e-mail for those who want it."""
