"""Reads the tables and lines of PDF files."""
