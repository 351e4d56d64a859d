"""Many briefings at once: files in a folder, an index of them, and a job that makes them."""
