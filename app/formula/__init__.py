"""Formulas of indicators, read from their plain notation and set as mathematics."""
