"""Tables and reports that others made, into draft parts of a case, every item with its place."""
