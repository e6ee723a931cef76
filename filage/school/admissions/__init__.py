"""Who applies to a session, how she is chosen, and how her place is paid."""
