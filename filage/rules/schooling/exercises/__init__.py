"""What an exercise asks, how its answers are found again, and how what a learner hands in is marked."""
