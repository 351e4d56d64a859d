"""OGC API - Features: the datasets as collections, with pygeoapi as the engine."""
