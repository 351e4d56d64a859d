"""From the name of a cluster or park, and its recommending unit, to a place."""

from etl.resolve.confidence import QUESTION_BELOW
from etl.resolve.placement import Method, Placement
from etl.resolve.resolver import Resolver, load_resolver

__all__ = ["QUESTION_BELOW", "Method", "Placement", "Resolver", "load_resolver"]
