"""What each screen shows, read from the rails in a few queries and handed to its template."""
