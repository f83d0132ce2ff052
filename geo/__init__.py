"""Regions of Indonesia, their boundaries, and the text catalogues; the lowest layer: it imports nothing of ours."""
