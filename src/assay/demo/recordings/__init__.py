"""Sounds, films, measurements and papers made by program: what the gallery's samples show and play."""
