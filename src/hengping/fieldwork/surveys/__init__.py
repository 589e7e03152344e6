"""Questionnaires as XLSForm: paper and key-in forms, responses and their checks, satisfaction and its precision."""
