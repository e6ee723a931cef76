"""What a budget says, computed from plain lines and hypotheses: totals, balances, price, tour, treasury."""
