"""What the registry reads from its environment, and when it refuses to start."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
SHORTEST_SECRET_KEY = 50

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


class RefusesToStartError(ImproperlyConfigured):
    """The environment is not fit for what was asked; the message says what to set."""


def is_production() -> bool:
    """Say whether REGISTRY_ENV names production; any word but `production` and `trial` is refused."""
    name: str = env.str("REGISTRY_ENV", default="trial")
    if name not in {"trial", "production"}:
        raise RefusesToStartError(f"REGISTRY_ENV is “{name}”: set it to production or to trial.")
    return name == "production"


def var_dir() -> Path:
    """Return the folder for everything the registry writes on this machine (REGISTRY_VAR, else `var/`)."""
    return Path(env.str("REGISTRY_VAR", default=str(BASE_DIR / "var"))).resolve()


def boolean(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable; anything that is neither is refused by name."""
    words = {
        "true": True,
        "yes": True,
        "1": True,
        "on": True,
        "false": False,
        "no": False,
        "0": False,
        "off": False,
    }
    given = env.str(name, default=str(default)).strip().lower()
    if given not in words:
        raise RefusesToStartError(f"{name} is “{given}”: set it to true or to false.")
    return words[given]


def trial_secret_key() -> str:
    """Return this machine's own key, made once and kept in `var/secret-key` with mode 600."""
    path = var_dir() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def refuse_unsafe_production() -> None:
    """Stop a production start with one sentence for each thing that must be set differently."""
    faults = []
    if not env.str("DATABASE_URL", default=""):
        faults.append(
            "DATABASE_URL is not set: production needs the address of a PostgreSQL server, not the embedded one."
        )
    elif urlsplit(env.str("DATABASE_URL")).scheme not in {"postgres", "postgresql"}:
        faults.append("DATABASE_URL must start with postgres:// : PostgreSQL is the only engine.")
    if len(env.str("SECRET_KEY", default="")) < SHORTEST_SECRET_KEY:
        faults.append(f"SECRET_KEY is missing or short: set it to {SHORTEST_SECRET_KEY} random characters or more.")
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if not hosts or any(host in {"*", "."} for host in hosts):
        faults.append("ALLOWED_HOSTS is empty or a wildcard: set it to the names this registry is served under.")
    if not boolean("SECURE_COOKIES", default=True):
        faults.append("SECURE_COOKIES is off: set it to true, or leave it out, and serve the registry over HTTPS.")
    if not env.str("EMAIL_URL", default=""):
        faults.append("EMAIL_URL is not set: set it to the mail server that sends forgotten passwords their links.")
    if faults:
        raise RefusesToStartError("\n".join(faults))
