"""The pages that a part of the exams hangs on a session of exam."""

from dataclasses import dataclass

from filage.core.rails.registry import Registry


@dataclass(frozen=True, slots=True)
class ExamPage:
    """A page of a session of exam; its address takes the `pk` of the exam."""

    label: str
    url_name: str
    rank: int


exam_pages: Registry[ExamPage] = Registry("pages of an exam")


def hung() -> list[ExamPage]:
    """Return the pages of a session of exam, in order."""
    return sorted((page for _, page in exam_pages.items()), key=lambda page: page.rank)
