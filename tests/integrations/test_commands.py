"""`nexus import` and `nexus export`, from the management command on; and the samples of the handbook."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.management import CommandError, call_command
from tests.integrations.shops import shop

from nexus.cli.main import main

SAMPLES = Path(__file__).parents[2] / "docs" / "how-to" / "samples"


def run(command: str, *arguments: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except SystemExit as ended:
        return out.getvalue(), int(str(ended.code))
    return out.getvalue(), 0


@pytest.mark.parametrize("name", ["products.csv", "products.jsonl"])
def test_the_samples_of_the_handbook(name: str, tenant: Any) -> None:
    flags = ("--create-categories", "--create-brands", f"--tenant={tenant.slug}")
    dry, code = run("import_products", str(SAMPLES / name), "--dry-run", *flags)
    assert (code, shop()["products"]) == (0, [])
    assert "Products: 2 would be new, 0 would be changed, 0 as they were. Variants: 4 would be new" in dry
    told, code = run("import_products", str(SAMPLES / name), *flags)
    assert (code, told.splitlines()[-1]) == (
        0,
        "Products: 2 new, 0 changed, 0 as they were. Variants: 4 new, 0 changed. Rows left out: 0.",
    )
    assert [(one["slug"], one["path"], one["brand"]) for one in shop()["products"]] == [
        ("camp-mug", "outdoor/kitchen", "Trailhead"), ("linen-shirt", "wear/shirts", "Casa Verde"),
    ]  # fmt: skip
    assert [one["weight_grams"] for one in shop()["variants"]] == [180, 240, 230, 220]


def test_rows_left_out_are_told_and_written_to_a_file(tenant: Any, tmp_path: Path) -> None:
    goods, errors = tmp_path / "goods.csv", tmp_path / "errors.csv"
    goods.write_text("Artikel,title,category,price\nA,Mug,Home,x\nB,Bowl,Home,2\n")
    told, code = run(
        "import_products", str(goods), f"--tenant={tenant.slug}", "--create-categories", "--mapping=Artikel=sku",
        f"--errors={errors}",
    )  # fmt: skip
    assert code == 3
    assert "  line 2: price: A number is expected here, such as 12.50." in told
    assert (
        errors.read_text(encoding="utf-8-sig").splitlines()[1]
        == '2,price,x,"A number is expected here, such as 12.50."'
    )
    target = tmp_path / "out.jsonl"
    run("export_products", str(target), f"--tenant={tenant.slug}", "--format=jsonl")
    assert target.read_text().count('"sku":"B"') == 1


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        ("", (), "The file is empty."),
        ("a,b\n1,2\n", (), "mapping: One column has to say which product it is: sku, handle or title."),
        ("sku\nA\n", ("--mapping=sku",), "--mapping takes COLUMN=FIELD, not 'sku'."),
        ("sku\nA\n", ("--vendor=nobody",), "There is no seller 'nobody'."),
        ("sku\nA\n", ("--resume",), "No import of {path} was broken off."),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    content: str, arguments: tuple[str, ...], message: str, tenant: Any, tmp_path: Path
) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text(content)
    with pytest.raises(CommandError) as refused:
        run("import_products", str(goods), f"--tenant={tenant.slug}", *arguments)
    assert str(refused.value) == message.format(path=goods)


def test_the_command_line_refuses_before_it_starts_anything() -> None:
    missing = CliRunner().invoke(main, ["import", "products", "no-such-file.csv"])
    assert (missing.exit_code, "does not exist" in missing.output) == (2, True)
    unnamed = CliRunner().invoke(main, ["export", "products", "goods"])
    assert unnamed.exit_code == 1
    assert "cannot be told by its name" in unnamed.output
