"""What is done to the attendance: sign, say, correct, justify, invite, and follow the periods in a company."""
