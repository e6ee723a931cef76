"""What may be done to logistics: each gesture is one set of changes, journaled and undone like any other."""
