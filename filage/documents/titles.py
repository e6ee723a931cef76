"""Cuts the title of a work into the lines of a cover: few, and of nearly the same length."""

from functools import cache


def lines_of(title: str) -> list[str]:
    """Return the words of `title` on lines as even as can be; the longer the title, the longer its lines."""
    words = title.split()[:60]
    aim = max(6.0, (2.4 * sum(len(word) + 1 for word in words)) ** 0.5)

    @cache
    def best(start: int) -> tuple[float, tuple[int, ...]]:
        """Return the cost of the best cut of words[start:], and where its lines end."""
        if start == len(words):
            return 0.0, ()
        choices = []
        for end in range(start + 1, min(len(words), start + 14) + 1):
            length = len(" ".join(words[start:end]))
            cost, ends = best(end)
            choices.append((cost + (length - aim) ** 2 * (2 if length > aim else 1), (end, *ends)))
        return min(choices)

    lines, start = [], 0
    for end in best(0)[1]:
        lines.append(" ".join(words[start:end]))
        start = end
    return lines
