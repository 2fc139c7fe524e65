"""The command line in the process of the tests: what a user would see, without the seconds that a process takes to start."""

import os
from pathlib import Path
from subprocess import CompletedProcess

from typer.testing import CliRunner

from api.cli.main import app


def zhunru(home: Path, *arguments: str, columns: int = 120, **environment: str) -> CompletedProcess[str]:
    """One command with a home, a width of the terminal, and no other setting of Zhunru than the environment given. An error that
    the command does not report itself, which a user would get as a stack trace, fails the test."""
    settings = dict.fromkeys(name for name in os.environ if name.startswith("ZHUNRU_"))
    settings |= {"ZHUNRU_HOME": str(home), "COLUMNS": str(columns), **environment}
    result = CliRunner().invoke(app, list(arguments), env=settings, catch_exceptions=False)
    return CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)
