"""Which postal codes a department has: two figures, three beyond the seas, and Corsica, which shares its own."""

import re

CORSICA = {"2A": ("200", "201"), "2B": ("202", "206")}
CODE = re.compile(r"0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-6]|98[678]")


def prefixes(department: str) -> tuple[str, ...]:
    """Return how the postal codes of a department begin; nothing for what is no department."""
    code = department.strip().upper()
    if len(code) == 1:
        code = f"0{code}"
    if not CODE.fullmatch(code) or code == "20":
        return ()
    return CORSICA.get(code, (code,))


def department_of(postal_code: str) -> str:
    """Return the department of a French postal code; an empty text when it is none."""
    code = postal_code.replace(" ", "")
    if not re.fullmatch(r"[0-9]{5}", code):
        return ""
    for island, begins in CORSICA.items():
        if code.startswith(begins):
            return island
    found = code[:3] if code.startswith(("97", "98")) else code[:2]
    return found if CODE.fullmatch(found) else ""
