"""Quality of an edition: coverage, placement, what is open to decide, what a run found."""
