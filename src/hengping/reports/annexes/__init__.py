"""The annexes of a report, one a file. `registry` gives them their names in outlines."""
