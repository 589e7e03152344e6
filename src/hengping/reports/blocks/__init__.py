"""The generated parts of a report, one subject a file. `registry` gives them their names in outlines and prose."""
