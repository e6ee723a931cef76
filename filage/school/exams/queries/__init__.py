"""What the pages of the exams read: sessions of exam, candidates with their right to sit, and what each shows."""
