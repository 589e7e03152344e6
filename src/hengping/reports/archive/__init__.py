"""归档: the evaluation as a BagIt package (RFC 8493) in the order of its contents list, and its verification."""
