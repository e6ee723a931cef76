"""The tables of the schedule, one change after the other."""
