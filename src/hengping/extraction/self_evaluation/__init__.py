"""A customary goal sheet or self-evaluation form put beside a case: what it adds, and where the two differ."""
