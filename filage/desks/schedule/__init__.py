"""The schedule desk: projects, dates and calendars."""
