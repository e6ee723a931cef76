"""What is read of the attendance: the book of a session, its register, its hours, the periods in a company."""

from filage.school.attendance.queries.book import Book, Half, Mark, book, rules_of
from filage.school.attendance.queries.hours import SignedHours, signed_by_learner, signed_hours, why_held

__all__ = ["Book", "Half", "Mark", "SignedHours", "book", "rules_of", "signed_by_learner", "signed_hours", "why_held"]
