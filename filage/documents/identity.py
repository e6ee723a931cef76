"""Whether the colours that a house chose can be read on paper: each is kept, or darkened until it is, and says so."""

from dataclasses import dataclass

from filage.documents import artwork

INK_RATIO = 9.0  # the ink carries every text, and titles in white on the cover
TEXT_RATIO = 4.5  # WCAG 2.2, contrast of a text (1.4.3)
SEEN_RATIO = 1.6  # an accent is drawn, never read: it must only be seen on white


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour asked for, the one that is printed, and its contrast with white once printed."""

    asked: str
    printed: str
    ratio: float

    @property
    def kept(self) -> bool:
        """Tell whether the colour is printed as it was asked."""
        return self.asked == self.printed


@dataclass(frozen=True, slots=True)
class Colours:
    """What a house's two colours become on paper; `accent_text` is the accent when it carries words."""

    ink: Shade
    accent: Shade
    accent_text: Shade


def colours(ink: str, accent: str) -> Colours:
    """Return what two #rrggbb colours become on paper."""
    seen = _darkened(accent, SEEN_RATIO)
    return Colours(_darkened(ink, INK_RATIO), seen, _darkened(seen.printed, TEXT_RATIO))


def contrast(one: str, other: str = "#ffffff") -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    high, low = sorted((artwork.luminance(one), artwork.luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def remarks(found: Colours) -> list[str]:
    """Return what the identity page says of colours that paper does not take as they are."""
    said = []
    if not found.ink.kept:
        said.append(
            f"L’encre {found.ink.asked} se lit mal : {_ratio(contrast(found.ink.asked))} sur blanc, il faut {_ratio(INK_RATIO)}. "
            f"Les papiers l’impriment en {found.ink.printed} ({_ratio(found.ink.ratio)})."
        )
    if not found.accent.kept:
        said.append(
            f"L’accent {found.accent.asked} ne se voit pas sur blanc ({_ratio(contrast(found.accent.asked))}). "
            f"Les papiers le tracent en {found.accent.printed}."
        )
    if not found.accent_text.kept:
        said.append(
            f"L’accent ne porte pas de texte tel quel ({_ratio(contrast(found.accent_text.asked))} sur blanc, il faut "
            f"{_ratio(TEXT_RATIO)}) : ses mots sont imprimés en {found.accent_text.printed} ({_ratio(found.accent_text.ratio)})."
        )
    return said


def _darkened(asked: str, ratio: float) -> Shade:
    """Return a colour in the same hue, darkened by steps until it reaches a contrast with white."""
    printed = asked
    while contrast(printed) < ratio:
        printed = artwork.darker(printed)
    return Shade(asked, printed, contrast(printed))


def _ratio(value: float) -> str:
    return f"{int(value * 10) / 10:.1f}".replace(".", ",").removesuffix(",0") + ":1"
