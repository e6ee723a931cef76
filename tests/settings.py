"""The settings of the tests: a throwaway data folder, quick passwords, tasks done at once."""

import atexit
import os
import shutil
import tempfile
from typing import Any

os.environ["FILAGE_DATA"] = tempfile.mkdtemp(prefix="filage-tests-")
atexit.register(shutil.rmtree, os.environ["FILAGE_DATA"], ignore_errors=True)
os.environ.pop("FILAGE_CLE", None)
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from filage.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]


def default_database() -> dict[str, Any]:
    """Return the settings of the database of the tests, made of a database of the server that is migrated already, if any."""
    model = os.environ.get("FILAGE_MODELE")
    return data_folder.database() | ({"TEST": {"TEMPLATE": model}} if model else {})  # noqa: F405


DATABASES = {"default": default_database()}
