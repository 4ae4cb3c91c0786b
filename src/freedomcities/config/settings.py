"""All settings. What an operator sets comes from the environment (docs/settings.md)."""

from __future__ import annotations

import os
from pathlib import Path

import font_fjallaone
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from freedomcities.lib.environment import (
    read_count,
    read_database,
    read_email,
    read_home,
    read_public_url,
    read_recipient,
    read_test_hosts,
    read_tiles,
)
from freedomcities.lib.keys import KeysError, read_keys

PACKAGE = Path(__file__).resolve().parent.parent

# What an operator sets

HOME = read_home(os.environ.get("FREEDOMCITIES_HOME") or "var")
KEYS_FILE = Path(os.environ.get("FREEDOMCITIES_KEYS_FILE") or HOME / "keys.json")
_public = read_public_url(os.environ.get("PUBLIC_URL") or "http://127.0.0.1:8000")
PUBLIC_URL = _public.origin
TRUSTED_PROXY_COUNT = read_count(
    "TRUSTED_PROXY_COUNT", os.environ.get("TRUSTED_PROXY_COUNT") or "0"
)
FETCH_TEST_HOSTS = read_test_hosts(
    os.environ.get("FETCH_TEST_HOSTS", ""), is_https=_public.is_https
)
_tiles = read_tiles(os.environ.get("TILES_URL", ""))
TILES_URL = _tiles.url
TILES_CREDIT = os.environ.get("TILES_CREDIT", "© OpenStreetMap contributors")
DATABASES = {"default": read_database(os.environ.get("DATABASE_URL", ""), HOME)}
BACKUP_RECIPIENT = read_recipient(os.environ.get("BACKUP_RECIPIENT", ""))
_email = read_email(os.environ.get("EMAIL_URL", ""), HOME)
MAIL_OUTBOX: Path | None = _email.pop("MAIL_OUTBOX")
locals().update(_email)

try:
    _keys = read_keys(KEYS_FILE)
except KeysError as error:
    raise ImproperlyConfigured(str(error)) from None
# A process that keeps time or sends letters outlives a change of the sealing keys: see `seals`.
SECRET_KEY = _keys.signing
AUDIT_KEY = _keys.audit

# Security

DEBUG = False
ALLOWED_HOSTS = [_public.host, "localhost", "127.0.0.1", "[::1]"]
SECURE_SSL_REDIRECT = _public.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 63_072_000 if _public.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _public.is_https
SECURE_HSTS_PRELOAD = _public.is_https
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# no-referrer makes Chromium send "Origin: null", and every form is refused (trap 2).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _public.is_https
SESSION_COOKIE_NAME = "__Host-sessionid" if _public.is_https else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if _public.is_https else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Gone with the window: nobody is known again by it.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SESSION_ENGINE = "freedomcities.accounts.sessions"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([_tiles.origin] if _tiles.origin else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# The application

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["freedomcities.accounts.signed_in.PersonBackend"]
LOGIN_URL = "accounts:sign_in"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_FROM_EMAIL = f"Freedom Cities <no-reply@{_public.host}>"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "heroicons",
    "js_lib_leaflet",
    "ninja",
    "freedomcities.ui",
    "freedomcities.audit",
    "freedomcities.accounts",
    "freedomcities.media",
    "freedomcities.moderation",
    "freedomcities.notices",
    "freedomcities.places",
    "freedomcities.officials",
    "freedomcities.groups",
    "freedomcities.blueprints",
    "freedomcities.adoption",
    "freedomcities.channels",
    "freedomcities.events",
    "freedomcities.privacy",
    "freedomcities.pages",
    "freedomcities.api",
]
MIDDLEWARE = [
    "freedomcities.config.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "freedomcities.config.middleware.without_marks",
    "freedomcities.config.public_pages.public_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "freedomcities.config.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "freedomcities.config.middleware.bounded_bodies",
    "freedomcities.config.access.Access",
]
ROOT_URLCONF = "freedomcities.config.urls"
CSRF_FAILURE_VIEW = "freedomcities.config.refusals.refuse_form"
FORM_RENDERER = "freedomcities.ui.forms.Renderer"
WSGI_APPLICATION = "freedomcities.config.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "freedomcities.ui.folding.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "freedomcities.ui.context.site",
            ],
        },
    }
]

# Languages, time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
# Numbers in Spanish as people here write them.
# The folders of the nouns are apps and bring their own; this one is none.
LOCALE_PATHS = [Path(__file__).parent.parent / "lib" / "locale"]
FORMAT_MODULE_PATH = "freedomcities.lib.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("fonts", Path(font_fjallaone.__file__).parent / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "freedomcities.config.static_files.KeptAddresses"},
}
MEDIA_ROOT = HOME / "media"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The one file of a form is held in memory, where one is awaited: none is ever on a disk.
FILE_UPLOAD_HANDLERS = ["freedomcities.media.uploading.PictureUpload"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# Logs go to standard error, without addresses and agents of people.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "stderr": {"class": "logging.StreamHandler"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # The address of a refused request may hold what is private.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
