"""Many hands: the cases of two colleagues joined with the one that both started from."""
