"""`python docs/make.py` writes what is made from the code: document.md, and the table of rules in reviewing.md."""

from pathlib import Path

from soc2parse.export.reference import document_reference
from soc2parse.reviewing.rules.rulebook import rules_table

DOCS = Path(__file__).parent


def main() -> None:
    """Write both pages."""
    (DOCS / "document.md").write_text(document_reference() + "\n", "utf-8")
    page = DOCS / "reviewing.md"
    lines = page.read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("| Rule | Raised when"))
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("|"))
    page.write_text("\n".join([*lines[:start], rules_table(), *lines[end:]]), "utf-8")


if __name__ == "__main__":
    main()
