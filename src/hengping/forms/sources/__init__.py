"""Where the rows of a form's table come from, one source a file; `registry` finds them by name."""
