"""Industrial transfer: what policy asks, what was observed, and what is modelled, never merged."""
