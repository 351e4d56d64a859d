"""What the steward decided: the file of decisions, read, written and applied."""

from etl.decisions.decision import Decision, Decisions
from etl.decisions.file import load_decisions

__all__ = ["Decision", "Decisions", "load_decisions"]
