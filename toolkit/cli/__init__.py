"""The command line: Click parses, one library function works, this prints and exits."""

from __future__ import annotations

import importlib

import click

from toolkit import __version__
from toolkit.cli.frame import GLOBAL_OPTIONS, Frame

COMMANDS = {
    "build": ("toolkit.cli.build", "Make the PDFs of kits."),
    "check": ("toolkit.cli.check", "Check every file without making anything."),
    "confirm": ("toolkit.cli.helplines", "Record that somebody dialled a help line."),
    "doctor": ("toolkit.cli.machine", "See whether this machine has what is needed."),
    "explain": ("toolkit.cli.check", "Explain a finding's code."),
    "export": ("toolkit.cli.export", "Write documents as files to edit: docx, html or text."),
    "helplines": ("toolkit.cli.helplines", "Print a checklist for dialling the help lines."),
    "init": ("toolkit.cli.project", "Start a project folder for your own brand and content."),
    "list": ("toolkit.cli.listing", "List what there is: kits, brands, locales and more."),
    "new": ("toolkit.cli.project", "Write a commented starter: a brand, module, kit and more."),
    "printer": ("toolkit.cli.printer", "Record what a printer does to the backs of sheets."),
    "preview": ("toolkit.cli.build", "Build again whenever a file is saved."),
    "reviewed": ("toolkit.cli.translations", "Record who reviewed a translation."),
    "translated": ("toolkit.cli.translations", "Record that a translation matches its source."),
    "verify": ("toolkit.cli.machine", "Prove that built PDFs are whole and accessible."),
}


class LazyGroup(click.Group):
    """Imports a command when it is run; --help needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])


@click.group(cls=LazyGroup, params=GLOBAL_OPTIONS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="toolkit")
@click.pass_context
def main(ctx: click.Context, /, **options: object) -> None:
    """Offline-first trainer's toolkit: Markdown modules in, branded print sheets out.

    Exit status: 0 done, 1 findings, 2 wrong use, 3 something of the machine is missing, 4 refused to write.
    """
    ctx.obj = Frame(**options)  # type: ignore[arg-type]
