"""Evaluation methods (评价方法): facts in, comparisons and their sentences out."""
