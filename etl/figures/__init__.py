"""Figures about places from optional sources: the census of 2020 on the layer's units."""
