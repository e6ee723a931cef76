"""Whether a PDF only shows pages: one that runs a script, opens a file or hides itself is refused, judged on its bytes alone."""

import re
import zlib

from filage.core.refusal import Refusal

MOST_INFLATED = 24 * 1024 * 1024  # bytes that the object streams of one file may hold
MOST_STREAMS = 20_000
ACTIVE = {
    b"JavaScript": "un script",
    b"JS": "un script",
    b"Launch": "le lancement d’un programme",
    b"EmbeddedFile": "un fichier caché",
    b"EmbeddedFiles": "un fichier caché",
    b"RichMedia": "un média qui s’exécute",
    b"SubmitForm": "l’envoi d’un formulaire",
    b"ImportData": "la lecture d’un autre fichier",
    b"GoToE": "l’ouverture d’un fichier caché",
    b"XFA": "un formulaire actif",
    b"AA": "une action à l’ouverture",
    b"Encrypt": "un chiffrement",
}
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([A-Za-z]{2,13})(?![A-Za-z0-9])")
_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_HEAD = 2048  # bytes before a stream that hold its dictionary


def refuse_active(name: str, content: bytes) -> None:
    """Raise Refusal when a PDF is cut short, runs something, hides a file or cannot be read through."""
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-4096:]:
        raise Refusal(f"« {name} » est coupé ou abîmé : exportez-le de nouveau en PDF.")
    shown, packed = _apart(name, content)
    for part in (shown, *packed):
        for found in _NAME.finditer(_ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), part)):
            if found[1] in ACTIVE:
                raise Refusal(f"« {name} » contient {ACTIVE[found[1]]} : imprimez-le en PDF simple, puis recommencez.")


def _apart(name: str, content: bytes) -> tuple[bytes, list[bytes]]:
    """Return what stands outside the streams of a PDF, and the objects that its object streams hold."""
    outside, packed, at, left = [], [], 0, MOST_INFLATED
    for rank, begun in enumerate(_STREAM.finditer(content)):
        if begun.start() < at:
            continue
        if rank > MOST_STREAMS or (end := content.find(_END, begun.end())) < 0:
            raise Refusal(f"« {name} » ne se lit pas comme un PDF ordinaire.")
        outside.append(content[at : begun.start()])
        head = content[max(at, begun.start() - _HEAD) : begun.start()]
        if b"ObjStm" in _ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), head[head.rfind(b"obj") :]):
            objects = _inflated(name, content[begun.end() : end], left)
            left -= len(objects)
            packed.append(objects)
        at = end + len(_END)
    outside.append(content[at:])
    return b"\n".join(outside), packed


def _inflated(name: str, packed: bytes, most: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(packed, max(most, 1))
    except zlib.error as error:
        raise Refusal(f"« {name} » cache ses objets d’une façon qui ne se lit pas : imprimez-le en PDF simple.") from error
    if reader.unconsumed_tail:
        raise Refusal(f"« {name} » gonfle sans mesure à la lecture : il est refusé.")
    return found
