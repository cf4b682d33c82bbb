"""`python -m soc2parse report.pdf`."""

from soc2parse.cli import main

if __name__ == "__main__":
    main()
