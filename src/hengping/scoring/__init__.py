"""Scoring: rules that turn value, target and weight into points, and the tree that adds them up."""
