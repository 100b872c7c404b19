"""`nexus import` and `nexus export`: products by file."""

import click

from nexus.cli.commands.django import hand_over
from nexus.cli.problems import Problem

_FORMATS = ("csv", "xlsx", "jsonl")
_FILE = click.Path(exists=True, dir_okay=False, readable=True)
_TARGET = click.Path(dir_okay=False, writable=True)


@click.group(name="import")
def import_() -> None:
    """Take in a file."""


@import_.command(name="products")
@click.argument("file", type=_FILE)
@click.option("--tenant", default="", help="Slug of the shop; default: the installation's default shop.")
@click.option("--vendor", default="", help="Slug or id: only this seller's products, new ones become theirs.")
@click.option(
    "--mapping", multiple=True, metavar="COLUMN=FIELD", help="What a column means; empty: do not read it."
)
@click.option("--create-categories", is_flag=True, help="Make categories that are missing.")
@click.option("--create-brands", is_flag=True, help="Make brands that are missing.")
@click.option("--dry-run", is_flag=True, help="Only say what would come of it.")
@click.option("--resume", is_flag=True, help="Go on with the import of this file that was broken off.")
@click.option(
    "--errors", type=_TARGET, default="", help="Write the rows that were left out to this CSV file."
)
def import_products(
    *, file: str, tenant: str, vendor: str, mapping: tuple[str, ...], create_categories: bool, create_brands: bool,
    dry_run: bool, resume: bool, errors: str,
) -> None:  # fmt: skip
    """Import products from FILE: CSV, XLSX or JSON Lines.

    Exit code 0: every row was taken; 3: some were left out; 1: the file or the command is wrong.
    """
    if dry_run and resume:
        raise Problem("--dry-run and --resume exclude each other.")
    flags = {"--create-categories": create_categories, "--create-brands": create_brands, "--dry-run": dry_run,
             "--resume": resume}  # fmt: skip
    texts = [
        ("--tenant", tenant),
        ("--vendor", vendor),
        ("--errors", errors),
        *(("--mapping", one) for one in mapping),
    ]
    _hand_over("import_products", file, flags, texts)


@click.group()
def export() -> None:
    """Write a file."""


@export.command(name="products")
@click.argument("file", type=_TARGET)
@click.option("--tenant", default="", help="Slug of the shop; default: the installation's default shop.")
@click.option("--vendor", default="", help="Slug or id: only this seller's products.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="Default: by the name of the file.")
@click.option(
    "--status", type=click.Choice(("draft", "scheduled", "published", "archived")), help="Only these."
)
def export_products(*, file: str, tenant: str, vendor: str, kind: str | None, status: str | None) -> None:
    """Export products to FILE; imported again, it changes nothing."""
    chosen = kind or file.rpartition(".")[2].lower()
    if chosen not in _FORMATS:
        raise Problem(
            f"What {file} is to be cannot be told by its name.", hint="Add --format csv, xlsx or jsonl."
        )
    texts = [("--tenant", tenant), ("--vendor", vendor), ("--format", chosen), ("--status", status or "")]
    _hand_over("export_products", file, {}, texts)


def _hand_over(command: str, file: str, flags: dict[str, bool], texts: list[tuple[str, str]]) -> None:
    chosen = [name for name, is_set in flags.items() if is_set]
    said = [f"{name}={value}" for name, value in texts if value]
    hand_over(command, *chosen, *said, "--", file)
