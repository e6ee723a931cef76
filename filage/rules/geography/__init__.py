"""Where towns are and how far apart, without a network: an estimate that is always open to correction."""

from filage.rules.geography.distance import Mode, distance, great_circle
from filage.rules.geography.towns import Town, find, nearest_names
from filage.rules.geography.typed import Doubt, Placed, doubt, placed

__all__ = ["Doubt", "Mode", "Placed", "Town", "distance", "doubt", "find", "great_circle", "nearest_names", "placed"]
