"""Reads the tables, lists and lines of HTML pages."""
