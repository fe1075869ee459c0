"""Projects, their settings and labeling configurations."""
