"""`python -m app.cli` is the same as `cluster-atlas`."""

from app.cli import main

main()
