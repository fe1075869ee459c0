"""What a project holds: its instances, its labels on frames, and what was answered about them (MQA A.15)."""
