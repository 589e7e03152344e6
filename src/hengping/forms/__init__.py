"""Customary forms, both ways: filled from the case for print, and read back into it.

A layout (data, `hengping.reference.form_layouts`) says what a form looks like; a source says which rows a table has and
where in the case each cell lives. Printing and reading go by the same two, so that what is printed can be read.
"""
