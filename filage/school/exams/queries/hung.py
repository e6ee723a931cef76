"""The pages that a part of the exams hangs on a session of exam; the address of each takes the `pk` of the exam."""

from filage.core.rails.registry import Registry
from filage.school.programmes.queries import SessionPage

exam_pages: Registry[SessionPage] = Registry("pages of an exam")
