"""The command: arguments in, one document out, and the exit status of the contract."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

from soc2parse import __version__
from soc2parse.command.output import say
from soc2parse.command.reader import RefusedError, remedy
from soc2parse.command.verbs import batch, compare, cuecs, parse, review, schema

_INTERRUPTED = 130
_OWN_OPTIONS = ("-h", "--help", "--version")


class Verbs(click.Group):
    """A group whose verb may be left out: a path alone is parsed. Faults are one line on standard error."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `parse` in front of what begins with no verb."""
        if args and args[0] not in self.commands and args[0] not in _OWN_OPTIONS:
            args = ["parse", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The verbs, and files for the verb that may be left out."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def main(self, *args: Any, **settings: Any) -> NoReturn:  # noqa: ANN401 - they are click's own
        """Run a verb and end the process with its exit status."""
        try:
            status = super().main(*args, **{"prog_name": "soc2parse", **settings, "standalone_mode": False})
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "soc2parse"
            say(f"{error.format_message()} (help: {path} --help)")
            sys.exit(error.exit_code)
        except RefusedError as error:
            say(str(error))
            sys.exit(error.exit_status)
        except ImportError as error:
            say(remedy(error))
            sys.exit(2)
        except click.Abort:
            say("interrupted")
            sys.exit(_INTERRUPTED)
        sys.exit(status)


@click.group(
    cls=Verbs,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n  soc2parse report.pdf\n  soc2parse review report.pdf --as-of 2026-06-01 -o review.html",
)
@click.version_option(__version__, prog_name="soc2parse")
def main() -> None:
    """Read SOC 2 reports (PDF) into a typed document, and prepare their review. Nothing leaves this machine.

    \b
    Exit status: 0 read; 1 read, with an issue of severity error; 2 usage;
    3 not a SOC 2 report; 4 unreadable (not a PDF, damaged, locked, over a limit).
    """


for _verb in (parse, review, compare, batch, cuecs, schema):
    main.add_command(_verb)
