"""The `filage` command: each sub-command lives in its own module, imported only when it is asked for."""
