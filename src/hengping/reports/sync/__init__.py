"""Figures of a Word report that people have edited brought up to date with the case; their edits stay, and are told."""
