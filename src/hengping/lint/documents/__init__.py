"""A document as the checks see it, and the report of what they find in it."""
