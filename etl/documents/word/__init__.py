"""Reads the tables and paragraphs of DOCX files."""
