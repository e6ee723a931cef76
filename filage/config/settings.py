"""The settings of Filage: one file for a laptop and for a network, changed by environment variables only."""

import os

from django.utils.csp import CSP

from filage.core import data_folder

DEBUG = os.environ.get("FILAGE_DEBUG") == "1"
SECRET_KEY = data_folder.secret_key()
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("FILAGE_HOTES", "localhost,127.0.0.1,[::1]").split(",")]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FILAGE_ORIGINES", "").split(",") if origin]

DESKS = ["directory", "schedule", "booking", "logistics", "contracts", "payroll", "budget", "promotion"]
ROOMS = ["programmes", "admissions", "attendance", "extranet", "exercises", "exams"]  # of the school, from below
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "filage.web",  # before allauth, so that its account pages wear ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks_db",
    "filage.core",
    "filage.productions",
    *(f"filage.desks.{desk}" for desk in DESKS),
    *(f"filage.school.{room}" for room in ROOMS),
    "filage.portability",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "filage.web.undoing.OfferUndo",
]

ROOT_URLCONF = "filage.config.urls"
WSGI_APPLICATION = "filage.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "filage.web.shell.shell",
            ],
        },
    },
]

DATABASES = {"default": data_folder.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Accounts: an electronic address, a second factor for who wants it, and no open door.
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["email", "name"]}},
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "filage.core.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]  # the pages of passkeys hold inline scripts, which our policy refuses
MFA_TOTP_ISSUER = "Filage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Mails are kept in the outbox; they leave only when a server is named.
SMTP_HOST = os.environ.get("FILAGE_SMTP", "")
MAILERS = {
    "default": {"BACKEND": "filage.core.outbox.KeptMail"},
    "smtp": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": SMTP_HOST or "localhost",
            "port": data_folder.number("FILAGE_SMTP_PORT", 587),
            "username": os.environ.get("FILAGE_SMTP_COMPTE", ""),
            "password": os.environ.get("FILAGE_SMTP_SECRET", ""),
            "use_tls": os.environ.get("FILAGE_SMTP_TLS", "1") == "1",
            "timeout": 20,
        },
    },
}
DEFAULT_FROM_EMAIL = os.environ.get("FILAGE_EXPEDITEUR", "filage@localhost")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("FILAGE_STATIQUE") or None

# A page runs our scripts only, shows our images only, and nobody frames it.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "filage"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_NAME = "filage_csrf"
if os.environ.get("FILAGE_HTTPS") == "1":  # behind a proxy that speaks HTTPS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}

# Filage's own.
FILES_LARGEST = 50 * 1024 * 1024  # bytes of one stored file
UPLOAD_LARGEST = 20 * 1024 * 1024  # bytes of one file sent by a page
FILE_UPLOAD_HANDLERS = [
    "filage.core.uploads.LargestUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
REFRESH_AT_ONCE = 4  # productions recomputed inside the operation; beyond, a task does it
