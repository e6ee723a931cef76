"""The pages of the budget desk: budget, price of a performance, treasury."""
