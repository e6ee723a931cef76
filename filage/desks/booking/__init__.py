"""The booking desk: who is met, what is offered to whom, and how an option becomes a signed date."""
