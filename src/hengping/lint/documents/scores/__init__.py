"""Goals, weights, scores and grades of a document."""
