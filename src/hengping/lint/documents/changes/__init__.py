"""What a document says of changes and balances, and the figures that they rest on."""
