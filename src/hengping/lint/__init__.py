"""What a reviewer would object to: checks over the goals, scores, links, facts, text and course of a case."""
