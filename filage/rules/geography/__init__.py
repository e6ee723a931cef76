"""Where towns are and how far apart, without a network: an estimate that is always open to correction."""

from filage.rules.geography.distance import Mode, distance, great_circle
from filage.rules.geography.towns import Town, find, nearest_names

__all__ = ["Mode", "Town", "distance", "find", "great_circle", "nearest_names"]
