"""敏感性: how far a weight, a judgement or a figure can move before the grade changes."""
