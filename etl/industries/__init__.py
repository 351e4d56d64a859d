"""From the wording of leading industries to divisions of GB/T 4754-2017 and to chains."""

from etl.industries.industry_map import IndustryMap, load_industries
from etl.industries.wording import listed_items

__all__ = ["IndustryMap", "listed_items", "load_industries"]
