"""What is in the bank month after month: receipts, payments, contributions paid later, funders who pay late."""
