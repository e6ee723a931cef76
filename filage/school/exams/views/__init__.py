"""The pages of the exams."""
