"""What of the attendance travels in the Filage file."""

from filage.school.attendance.exchange import placements, register  # noqa: F401 lists are provided when read
