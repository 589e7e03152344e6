"""What a document lists, counts and numbers."""
