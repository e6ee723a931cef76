"""The pages of booking: the places canvassed, the options, the quotes."""
