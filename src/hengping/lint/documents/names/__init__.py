"""What figures, bodies and places of a document are called, and which of them are one thing."""
