"""How the columns of a table hang together, which tables are about one thing, and what sentences name of them."""
