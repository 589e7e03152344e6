"""A published evaluation report into a draft case, every item with its place, what is not sure marked so."""
