"""Images of a view, made on the server: the map of the screen as a sheet to print or to publish."""
