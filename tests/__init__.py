"""The tests; a package of its own, for a dependency installs one of the same name."""
