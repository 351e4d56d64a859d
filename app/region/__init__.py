"""Places as pages: what is known of one, and several side by side."""
