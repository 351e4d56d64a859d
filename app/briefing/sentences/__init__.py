"""Sentences on a place that are true for any data: none, one, many, a tie, nothing known."""
