"""The directory desk: people, structures and venues."""
