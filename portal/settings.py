"""The portal's settings: one file, grouped as Django's documentation groups them.

Whatever differs between machines is an environment variable, listed with its default in
`.env.example`. A missing or misspelt value stops the start with a sentence.
"""

import ipaddress
import logging
from datetime import datetime, time
from pathlib import Path

import environ
import sentry_sdk
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal import logs, vneid

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # Everything this machine makes for itself; never committed.
VAR_DIR.mkdir(exist_ok=True)

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def required(name: str) -> str:
    """The value of an environment variable that production cannot do without."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: production does not start without it.")
    return value


def hour(name: str, *, default: str) -> time:
    """An hour of the day, 7:00."""
    try:
        return datetime.strptime(env.str(name, default=default), "%H:%M").time()
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be an hour of the day, like 7:00.") from error


# Core

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)  # Plain http on loopback and demonstration sign-ins.
PRODUCTION = not (DEBUG or DEMO)

SECRET_KEY = required("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", default="demo" * 16)
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

INSTALLED_APPS = [
    "portal.common",
    "portal.places",
    "portal.search",
    "portal.jobs",
    "portal.workdays",
    "portal.accounts",
    "services.notifications",
    "services.privacy",
    "services.signin",
    "services.signin.vneid",
    "services.procedures",
    "services.reports",
    "services.dossiers",
    "services.operations",
    "services.tracking",
    "cms",
    "portal",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.wagtail_app.PortalUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.logs.RequestLineMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.common.middleware.RefuseUnreadable",
    "portal.common.middleware.RefuseTooMuch",
    "portal.common.middleware.KeepPrivate",
    "portal.security.PortalCSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "services.signin.staff.idle.IdleMiddleware",
    "services.signin.staff.gate.SecondFactorMiddleware",
    "services.signin.staff.stepup.StepUpMiddleware",
    "services.signin.devices.SeenMiddleware",
    "portal.common.middleware.TooManyMiddleware",
    "cms.skeleton.KnowTheSite",
    "cms.links.missed.CountMissed",
    "cms.redirects.middleware.LeadOn",
]

# Databases

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
# A connection opened anew for each page would cost more than its questions.
DATABASES["default"]["CONN_MAX_AGE"] = 60
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Django's defaults lose a quarter of concurrent writes; these lose none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 3,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache: shared by every process, because rate limits count in it.

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    # Pages fetch pictures' sizes with the pictures; a remembered one might be of another database.
    # Pieces of pages that are the same on many; each process keeps its own for some minutes.
    "fragments": {
        "BACKEND": "django.core.cache.backends."
        + ("dummy.DummyCache" if DEBUG else "locmem.LocMemCache"),
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "soctrang",
        "OPTIONS": {
            "socket_connect_timeout": 2,
            "socket_timeout": 2,
            "retry": Retry(NoBackoff(), 1),  # A visitor waits four seconds, not half a minute.
        },
    }
    if REDIS_URL
    else {
        "BACKEND": "portal.common.cache.CountingFileCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # Django's 300 would forget counts and sessions.
    },
}

# Whole answers that each web process keeps for readers who are nobody in particular; 0 keeps none.
PAGES_CACHE_MB = env.int("PAGES_CACHE_MB", default=0 if DEBUG else 32)
if PAGES_CACHE_MB < 0:
    raise ImproperlyConfigured("PAGES_CACHE_MB counts megabytes; it cannot be below 0.")

# Background work: a queue row written in the action's own transaction is the outbox.
# Wagtail indexes through "default", which therefore works at once, without a worker.

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}

# Templates and forms

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "services.notifications.context_processors.unread",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = not PRODUCTION  # Compressing takes half a minute: only when deploying.
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default="") or VAR_DIR / "media")

S3_BUCKET = env.str("S3_BUCKET", default="")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "access_key": env.str("S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("S3_SECRET_KEY", default="") or None,
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # Words; photos are counted by portal.common.uploads.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# Languages and time

LANGUAGE_CODE = "vi"
# Another, ("km", _("Khmer")), is one more here and `load_site` once more; see CONTRIBUTING.md.
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # Years and codes are no quantities; |number is for those.

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.MembershipBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tracking:mine"
ACCOUNT_ADAPTER = "services.signin.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "login": "services.signin.forms.LoginForm",
    "confirm_login_code": "services.signin.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "services.signin.forms.ConfirmEmailCodeForm",
    "verify_phone": "services.signin.forms.ConfirmPhoneForm",
    "change_password": "services.signin.forms.ChangePasswordForm",
    "set_password": "services.signin.forms.SetPasswordForm",
    "reauthenticate": "services.signin.forms.ReauthenticateForm",
    "add_email": "services.signin.forms.AddEmailForm",
    "change_phone": "services.signin.forms.ChangePhoneForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 15
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # Whoever's password or address changes is told.
# A stranger may annoy somebody with a few letters and guess a few times, and no more.
ACCOUNT_RATE_LIMITS = {
    "login": "",  # Letters and wrong passwords are counted instead, in services.signin.tries.
    "login_failed": "",
    "request_login_code": "20/m/ip,3/m/key,10/h/key,30/d/key",
    "signup": "20/m/ip",
    "confirm_email": "3/m/key,10/h/key",
    "verify_phone": "20/m/ip,3/m/key,10/h/key",
    "change_phone": "10/h/user",
}
ACCOUNT_CHANGE_EMAIL = True  # One address each; a new one counts once it is confirmed.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
# Officers prove who they are twice; only a demonstration may do without, and says so.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)
STAFF_STEP_UP = True  # Confirmed anew before exports and deletions.
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=30)
if STAFF_IDLE_MINUTES < 1:
    raise ImproperlyConfigured("STAFF_IDLE_MINUTES must be at least 1.")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
MFA_ADAPTER = "services.signin.staff.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "services.signin.staff.forms.AuthenticateForm",
    "reauthenticate": "services.signin.staff.forms.ReauthenticateForm",
    "activate_totp": "services.signin.staff.forms.ActivateTOTPForm",
    "deactivate_totp": "services.signin.staff.forms.DeactivateTOTPForm",
    "generate_recovery_codes": "services.signin.staff.forms.GenerateRecoveryCodesForm",
    "add_webauthn": "services.signin.staff.forms.AddWebAuthnForm",
    "edit_webauthn": "services.signin.staff.forms.EditWebAuthnForm",
}
MFA_TOTP_ISSUER = "Sóc Trăng Số"
MFA_TOTP_TOLERANCE = 1  # Thirty seconds either way, for telephones whose clocks are a little off.
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost, to try it out.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="soctrang-demo")

# E-mail: without a server, letters are laid in a folder where one can read them.

EMAIL_URL = env.str("EMAIL_URL", default="") or f"filemail:///{VAR_DIR / 'mail'}"
EMAIL_CONFIG = env.email_url_config(EMAIL_URL)
vars().update({name: value for name, value in EMAIL_CONFIG.items() if name != "OPTIONS"})
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Sóc Trăng Số <tra-loi@soctrang.example>"
)
REPLY_TO_EMAIL = env.str("REPLY_TO_EMAIL", default="") or DEFAULT_FROM_EMAIL
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Short messages: without a gateway, a simulator lays them beside the letters, except in production.

SMS_URL = env.str("SMS_URL", default="")
SMS_KEY = env.str("SMS_KEY", default="")  # Signs what we send; shared with the gateway.
SMS_SENDER = env.str("SMS_SENDER", default="SocTrangSo")
SMS_TIMEOUT = env.int("SMS_TIMEOUT", default=10)
SMS_ACCENTED = env.bool("SMS_ACCENTED", default=False)  # Tone marks halve what one SMS holds.
HAS_SMS = bool(SMS_URL) or not PRODUCTION
ACCOUNT_LOGIN_METHODS = {"email", "phone"} if HAS_SMS else {"email"}
SMS_FOLDER = VAR_DIR / "sms"
# Nobody's telephone rings at night, except for a code she has just asked for.
SMS_QUIET_FROM = hour("SMS_QUIET_FROM", default="21:00")
SMS_QUIET_UNTIL = hour("SMS_QUIET_UNTIL", default="7:00")
if SMS_URL and not SMS_KEY:
    raise ImproperlyConfigured("Set SMS_KEY: the gateway knows us by what it signs.")
if SMS_URL and not SMS_URL.startswith("https://" if PRODUCTION else ("https://", "http://")):
    raise ImproperlyConfigured("SMS_URL must begin with https://: codes travel there.")
if not 1 <= SMS_TIMEOUT <= 60:
    raise ImproperlyConfigured("SMS_TIMEOUT must be 1 to 60 seconds: a worker waits that long.")

# VNeID, the national identity: a way in only where it is configured, and then completely.


def words(name: str, *, default: str) -> list[str]:
    """Words with spaces or commas between them; an empty line is no answer."""
    return (env.str(name, default="") or default).replace(",", " ").split()


VNEID_ISSUER = env.str("VNEID_ISSUER", default="")
VNEID_CLIENT_ID = env.str("VNEID_CLIENT_ID", default="")
VNEID_CLIENT_SECRET = env.str("VNEID_CLIENT_SECRET", default="")
VNEID_SCOPES = words("VNEID_SCOPES", default="openid profile")
VNEID_ACR_VALUES = words("VNEID_ACR_VALUES", default="")
VNEID_ALGORITHMS = words("VNEID_ALGORITHMS", default="RS256 ES256 PS256")
VNEID_PERSONAL_ID_CLAIMS = words(
    "VNEID_PERSONAL_ID_CLAIMS", default="personal_id identity_number citizen_id"
)
vneid.check(
    issuer=VNEID_ISSUER,
    client_id=VNEID_CLIENT_ID,
    client_secret=VNEID_CLIENT_SECRET,
    scopes=VNEID_SCOPES,
    algorithms=VNEID_ALGORITHMS,
    over_http=not PRODUCTION,
)
SOCIALACCOUNT_ADAPTER = "services.signin.vneid.adapter.SocialAccountAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False  # The person sees first what came in.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # An e-mail address proves nothing about an account.
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # VNeID gives us none to verify.
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_STORE_TOKENS = False

# Security

# Fernet keys for what is encrypted in its column: the newest first, the older ones still read.
FIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[])
if not FIELD_ENCRYPTION_KEYS:
    if PRODUCTION:
        required("FIELD_ENCRYPTION_KEYS")
    FIELD_ENCRYPTION_KEYS = ["ZGVtby1kZW1vLWRlbW8tZGVtby1kZW1vLWRlbW8tMDA="]


def days(name: str, **ordinary: int) -> dict[str, int]:
    """Numbers of days by name, of which the environment may change some; nonsense stops us."""
    try:
        changed = {key: int(value) for key, value in env.dict(name, default={}).items()}
    except (TypeError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is written like this: view=10,delete=20.") from error
    if unknown := set(changed) - set(ordinary):
        raise ImproperlyConfigured(f"{name} does not know {', '.join(sorted(unknown))}.")
    if any(count < 0 for count in changed.values()):
        raise ImproperlyConfigured(f"{name} counts days; none can be below 0.")
    return ordinary | changed


# Personal data: the law's clocks, and how long each kind of thing stays (0: for ever).
DATA_REQUEST_DAYS = days(
    "DATA_REQUEST_DAYS",
    acknowledge=2,
    view=10,
    correct=10,
    provide=10,
    restrict=15,
    withdraw=15,
    delete=20,
)
RETENTION_DAYS = days(
    "RETENTION_DAYS",
    messages=180,
    inbox=730,
    sessions=30,
    devices=30,
    exports=7,
    looks=365 * 5,
    requests=365 * 5,
    unconfirmed_accounts=30,
    report_contacts=730,
    report_claims=365,
    rating_words=730,
    orphaned_reports=30,
    report_drafts=1,
    follows=365,
    unconfirmed_areas=7,
    blocks=30,
    field_actions=30,
    comment_contacts=30,
    hidden_comments=180,
    newsletter=7,
    form_answers=1,
    dossier_contacts=0,
)

# Reports: working days for an answer to an officer's question; after them it is closed by rule.
REPORT_ANSWER_DAYS = env.int("REPORT_ANSWER_DAYS", default=10)
if REPORT_ANSWER_DAYS < 5:
    raise ImproperlyConfigured(
        "REPORT_ANSWER_DAYS is at least 5: people are reminded after 3 working days."
    )

# Whoever writes a link has us look at it, but not inside an office; only tests may.
ASK_PRIVATE_ADDRESSES = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True


def networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """The networks named in an environment variable; nonsense stops the start."""
    try:
        return [ipaddress.ip_network(part) for part in env.list(name, default=[])]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must list networks: {error}.") from error


TRUSTED_PROXIES = networks("TRUSTED_PROXIES")
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MAP_TILES_URL = env.str("MAP_TILES_URL", default="")
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="")
MAP_TILES_HOST = ["/".join(MAP_TILES_URL.split("/")[:3])] if MAP_TILES_URL else []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:", *MAP_TILES_HOST],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Logs: one line a request, no personal data.

LOG_FORMAT = env.str("LOG_FORMAT", default="") or ("json" if PRODUCTION else "plain")
if LOG_FORMAT not in {"json", "plain"}:
    raise ImproperlyConfigured("LOG_FORMAT must be json or plain.")
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured("LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
LOGGING = logs.configuration(LOG_FORMAT, LOG_LEVEL)
SENTRY_DSN = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, include_local_variables=False)

# The API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "portal.common.api.JSONParser",
        "portal.common.api.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "portal.common.api.PagedBy",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["portal.common.api.AddressThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/min"},
    "EXCEPTION_HANDLER": "portal.common.api.problem_details",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sóc Trăng Số",
    "DESCRIPTION": _("News, reports, procedures and tracking for systems."),
    "VERSION": "1",
    "PREPROCESSING_HOOKS": ["portal.api.only_the_api"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Wagtail

WAGTAIL_SITE_NAME = "Sóc Trăng Số"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # One place, one clock: nothing to choose.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Autosave, in milliseconds after the last key: one writer at a time has SQLite to herself.
WAGTAIL_AUTOSAVE_INTERVAL = 5_000 if DATABASE_URL.startswith("sqlite") else 1_000
WAGTAILIMAGES_IMAGE_MODEL = "cms.PortalImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"heic": "jpeg"}
WAGTAILIMAGES_AVIF_QUALITY = 50  # To the eye what JPEG shows at 76, in a third of the bytes.
WAGTAILDOCS_EXTENSIONS = [
    *["pdf", "docx", "xlsx", "odt", "ods", "csv", "zip"],
    *["mp4", "webm", "vtt"],
]
WAGTAILDOCS_CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt"}
# Films on these sites may stand in a page; their frames load only when a reader presses.
WAGTAILEMBEDS_FINDERS = [{"class": "cms.frames.KnownSites", "sites": ["youtube", "facebook"]}]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
