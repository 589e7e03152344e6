"""Data with sources: profiles of bureaus, the indicator library, national series, policies, form layouts."""
