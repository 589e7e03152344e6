"""评价方法: factor analysis, cost-benefit, lowest cost and benchmarking; facts in, exact numbers out."""
