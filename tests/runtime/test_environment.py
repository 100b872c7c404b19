"""The environment that `make` prepares belongs to the folder it lies in."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
# Stands in for uv: an environment whose `nexus` says for which folder it was made.
_UV = f"""#!/bin/sh
case "$1" in
  venv)
    [ -z "$NO_PYTHON" ] || exit 2
    rm -rf .venv; mkdir -p .venv/bin; ln -s {sys.executable} .venv/bin/python
    printf '#!/bin/sh\\necho "nexus of %s"\\n' "$(pwd -P)" >.venv/bin/nexus; chmod +x .venv/bin/nexus ;;
  pip) echo installed >>installations ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make` needs, and a name that has to be quoted."""
    folder = tmp_path / "my first shop ü"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml", ".python-version"):
        shutil.copy(_ROOT / name, folder)
    uv = tmp_path / "uv"
    uv.write_text(_UV)
    uv.chmod(0o755)
    return folder


def make(
    folder: Path, *, path: str = "/usr/bin:/bin", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "status", f"UV={folder.parent}/uv"],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"} | environment,
        capture_output=True,
        text=True,
    )


def test_the_environment_is_made_once(checkout: Path) -> None:
    first, second = make(checkout), make(checkout)

    assert first.stdout == f"Installing what Nexus needs into .venv\nnexus of {checkout}\n"
    assert second.stdout == f"nexus of {checkout}\n"
    assert (checkout / "installations").read_text() == "installed\n" * 2


def test_a_copy_never_runs_the_programs_of_the_original(checkout: Path) -> None:
    make(checkout)
    copy = checkout.with_name("copy")
    shutil.copytree(checkout, copy, symlinks=True)

    assert make(copy).stdout.endswith(f"nexus of {copy}\n")
    assert make(checkout).stdout == f"nexus of {checkout}\n"


def test_a_moved_folder_gets_an_environment_of_its_own(checkout: Path) -> None:
    make(checkout)
    moved = checkout.rename(checkout.with_name("moved"))

    assert make(moved).stdout == f"Installing what Nexus needs into .venv\nnexus of {moved}\n"


def test_a_python_that_has_gone_is_replaced(checkout: Path) -> None:
    make(checkout)
    (checkout / ".venv" / "bin" / "python").unlink()
    (checkout / ".venv" / ".ready").unlink()

    assert make(checkout).returncode == 0
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_no_python_is_said_in_words(checkout: Path) -> None:
    said = make(checkout, NO_PYTHON="yes")

    assert said.returncode != 0
    assert "Nexus needs Python 3.12 or newer." in said.stdout
