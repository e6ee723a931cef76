"""Draws the default cover and mark in the colours of a house, and checks the pictures that a house brings."""

import math
import re
from functools import cache
from pathlib import Path

_IMAGES = Path(__file__).parent / "typst" / "images"
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
_BASE_INK, _BASE_ACCENT = "#101b2d", "#e8a33d"
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"RIFF", "webp"), (b"GIF8", "gif"))
HEAVIEST = 20_000_000  # bytes


class PictureRefused(ValueError):
    """A picture that cannot be printed: the message names it and says the gesture."""


def colour(text: str, default: str) -> str:
    """Return `text` when it is a #rrggbb colour, else `default`."""
    return text.lower() if _HEX.fullmatch(text) else default


def suffix(content: bytes, name: str) -> str:
    """Return the file suffix of a picture from its first bytes. Raises PictureRefused, naming it `name`."""
    if len(content) > HEAVIEST:
        raise PictureRefused(f"L’image « {name} » pèse plus de 20 Mo. Réduisez-la, puis recommencez.")
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if b"<svg" in content[:2000]:
        return "svg"
    raise PictureRefused(f"L’image « {name} » ne se lit pas. Enregistrez-la en PNG, JPEG, WebP ou SVG, puis recommencez.")


@cache
def cover(ink: str, accent: str) -> bytes:
    """Return the default cover as SVG: the lamp left lit over lines of sea, in the colours of the house."""
    return _recoloured("cover.svg", ink, accent)


@cache
def mark(ink: str, accent: str) -> bytes:
    """Return the default mark of a house as SVG."""
    return _recoloured("mark.svg", ink, accent)


def _recoloured(name: str, ink: str, accent: str) -> bytes:
    drawing = (_IMAGES / name).read_text(encoding="utf-8")
    if (ink, accent) == (_BASE_INK, _BASE_ACCENT):
        return drawing.encode()
    turns = {_BASE_INK: _turn(_BASE_INK, ink), _BASE_ACCENT: _turn(_BASE_ACCENT, accent)}
    return _HEX.sub(lambda found: _turned(found[0], turns), drawing).encode()


def _turn(base: str, wanted: str) -> tuple[float, float]:
    """Return the turn of hue, in radians, and the ratio of chroma that lead from `base` to `wanted`."""
    (_, chroma, hue), (_, wanted_chroma, wanted_hue) = _oklch(base), _oklch(wanted)
    return wanted_hue - hue, min(wanted_chroma / chroma, 2.0)


def _turned(shade: str, turns: dict[str, tuple[float, float]]) -> str:
    """Return `shade` turned like the one of the two base colours that it is nearer to in hue."""
    light, chroma, hue = _oklch(shade)
    base = min(turns, key=lambda name: abs(math.remainder(hue - _oklch(name)[2], math.tau)))
    turn, ratio = turns[base]
    return _hex(light, chroma * ratio, hue + turn)


def luminance(shade: str) -> float:
    """Return the relative luminance of a #rrggbb colour, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(int(shade[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def darker(shade: str) -> str:
    """Return a colour one step darker, in the same hue."""
    light, chroma, hue = _oklch(shade)
    return _hex(max(light - 0.02, 0.0), min(chroma, max(light - 0.02, 0.0)), hue)


def softer(shade: str) -> str:
    """Return a colour for the small print: the hue of `shade`, lighter, still read on white (contrast 5.5 and more)."""
    _, chroma, hue = _oklch(shade)
    return _hex(0.47, min(chroma, 0.035), hue)


def _oklch(shade: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(shade[at : at + 2], 16) / 255) for at in (1, 3, 5))
    l_ = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    m_ = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    s_ = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_
    a = 1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_
    b = 0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_
    return light, math.hypot(a, b), math.atan2(b, a)


def _hex(light: float, chroma: float, hue: float) -> str:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    l_ = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )
    return "#" + "".join(f"{round(_encoded(min(max(channel, 0.0), 1.0)) * 255):02x}" for channel in channels)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
