"""The gestures of the extranet."""
