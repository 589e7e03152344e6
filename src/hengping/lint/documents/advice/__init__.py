"""Problems, advice, shortfalls and points lost in a document, and what belongs to what."""
