"""Land use of parks: the bulletins' national figures, and a user's table of single parks."""
