"""Extracts: the tables of an edition as files for research, narrowed by an address or a command."""
