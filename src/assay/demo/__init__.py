"""Content to look at: people, projects, texts and pictures of our own making."""
