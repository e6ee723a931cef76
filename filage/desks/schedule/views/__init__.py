"""The pages of the schedule desk: the calendar of a production and the season of the organisation."""
