"""From what the sources say to the frames of an edition."""
