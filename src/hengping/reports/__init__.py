"""What is said: the evaluation report, working papers, the result document, and the check of what was written."""
