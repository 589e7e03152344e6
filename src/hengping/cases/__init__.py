"""The evaluation as one document: its model, its integrity, and the stores that hold it."""
