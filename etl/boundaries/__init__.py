"""Boundary layers: read, clean, build places and map layers."""
