"""Fieldwork: where to go and what the visits cover."""
