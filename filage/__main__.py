"""The `filage` command, from the arguments of the process to its exit code."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code; a mistake of use is one French sentence and code 2."""
    from filage.cli.app import build
    from filage.cli.refusals import exit_code_of

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    words = list(sys.argv[1:] if arguments is None else arguments)
    raise SystemExit(exit_code_of(lambda: build().main(args=words, prog_name="filage", standalone_mode=False)))


if __name__ == "__main__":
    main()
