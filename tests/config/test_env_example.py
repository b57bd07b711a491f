"""`.env.example` names every variable that the registry reads."""

import re

from config.environment import BASE_DIR

READ = re.compile(r"""\b(?:env\.\w+|boolean|one_of|environ\.get)\(\s*"([A-Z_]+)"|environ\["([A-Z_]+)"\]""")
NAMED = re.compile(r"^#?\s?([A-Z_]+)=", re.MULTILINE)


def variables_read() -> set[str]:
    """Find the variables in the sources of the composition room."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (BASE_DIR / "config").rglob("*.py"))
    return {name for found in READ.findall(sources) for name in found if name}


def test_every_variable_that_is_read_is_named_in_the_example():
    example = (BASE_DIR / ".env.example").read_text(encoding="utf-8")

    named = set(NAMED.findall(example))

    assert {"DATABASE_URL", "PORT", "SECRET_KEY"} <= variables_read()
    assert variables_read() == named


def test_every_variable_is_explained():
    example = (BASE_DIR / ".env.example").read_text(encoding="utf-8")

    blocks = [block.splitlines() for block in example.strip().split("\n\n")[1:]]

    assert all(block[0].startswith("# ") and block[0].endswith(".") for block in blocks)
    assert all(NAMED.match(block[-1]) for block in blocks)
