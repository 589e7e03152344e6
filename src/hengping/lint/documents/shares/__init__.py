"""What a document says of shares, rates, averages and prices, and the figures that they rest on."""
