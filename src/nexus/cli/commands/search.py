"""`nexus search`: make the index anew, and measure how well it finds."""

from pathlib import Path

import click

from nexus.cli.commands.django import hand_over


@click.group()
def search() -> None:
    """Make the search anew, or measure it."""


@search.command()
@click.option("--tenant", default="", help="Only this tenant.")
@click.option(
    "--backend", type=click.Choice(["all", "postgres", "engine"]), default="all", show_default=True,
    help="The documents, the index of the engine beside PostgreSQL, or both.",
)  # fmt: skip
def rebuild(*, tenant: str, backend: str) -> None:
    """Write every document anew, while the shop is open.

    The index of another engine (NEXUS_SEARCH_BACKEND) is filled beside the old one, which is read until the new one is whole.
    """
    hand_over("search", "rebuild", "--tenant", tenant, "--backend", backend)


@search.command()
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", required=True, help="Whose search is asked.")
def evaluate(*, questions: Path, tenant: str) -> None:
    """Print nDCG at 10 of QUESTIONS, a JSON list of {kind, query, expected: {slug: grade}}.

    Reads only. Questions that are answered badly are listed with what was found.
    """
    hand_over("search", "evaluate", "--questions", str(questions.resolve()), "--tenant", tenant)
