"""Where the cluster may lie when PostgreSQL runs as another account than the operator."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from nexus.cli.account import Account, can_enter, for_postgres
from nexus.cli.home import Home
from nexus.cli.postgres import place
from nexus.cli.problems import Problem

# Nobody's: a number that owns no folder here.
_STRANGER = Account(uid=54321, gid=54321)


@pytest.fixture
def closed(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home below a folder that only its owner may enter; PostgreSQL runs as a stranger."""
    inner = Home(home.root / "private" / "home")
    inner.prepare()
    inner.root.parent.chmod(0o700)
    monkeypatch.setattr(place, "for_postgres", lambda _data: _STRANGER)
    return inner


def test_a_normal_user_runs_postgres_himself(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert for_postgres(home.postgres / "data") is None


def test_every_folder_on_the_way_counts(home: Home) -> None:
    home.prepare()
    assert can_enter(home.root, account=_STRANGER)
    home.root.parent.chmod(0o700)

    assert not can_enter(home.root, account=_STRANGER)
    assert can_enter(home.root, account=Account(os.getuid(), os.getgid()))


def test_an_open_home_holds_the_cluster_itself(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.prepare()
    monkeypatch.setattr(place, "for_postgres", lambda _data: _STRANGER)

    found = place.choose_place(home, shelter=home.root.parent / "lib")

    assert found.folder == home.postgres
    assert found.account == _STRANGER


def test_a_home_that_is_itself_closed_lets_the_server_pass_and_nobody_look(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.prepare()
    home.root.chmod(0o700)
    monkeypatch.setattr(place, "for_postgres", lambda _data: _STRANGER)

    found = place.choose_place(home, shelter=home.root.parent / "lib")

    assert found.folder == home.postgres
    assert not home.postgres.is_symlink()
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o701
    assert stat.S_IMODE(home.media.stat().st_mode) == 0o700


def test_a_copied_home_does_not_lay_hands_on_the_data_of_the_original(closed: Home) -> None:
    shelter = closed.root.parents[1] / "lib"
    place.choose_place(closed, shelter=shelter).folder.mkdir()
    copy = Home(closed.root.with_name("copy"))
    shutil.copytree(closed.root, copy.root, symlinks=True)

    with pytest.raises(
        Problem, match=f"leads to the data of Nexus in {closed.root}; a copy needs data of its own"
    ):
        place.choose_place(copy, shelter=shelter)

    assert place.choose_place(closed, shelter=shelter).folder.is_dir()


def test_a_moved_home_takes_its_data_along(closed: Home) -> None:
    shelter = closed.root.parents[1] / "lib"
    before = place.choose_place(closed, shelter=shelter)
    moved = Home(closed.root.rename(closed.root.with_name("moved")))

    assert place.choose_place(moved, shelter=shelter) == before
    assert (before.folder.parent / "home").read_text() == str(moved.root)


def test_a_closed_home_links_to_a_shelter_and_finds_it_again(closed: Home) -> None:
    shelter = closed.root.parents[1] / "lib"

    first = place.choose_place(closed, shelter=shelter)
    again = place.choose_place(closed, shelter=shelter)

    assert first == again
    assert first.folder.parent.parent == shelter
    assert closed.postgres.is_symlink()
    assert can_enter(first.folder.parent, account=_STRANGER)


def test_data_that_became_unreachable_are_not_replaced_by_an_empty_cluster(closed: Home) -> None:
    closed.postgres.mkdir()

    with pytest.raises(Problem, match="which the account it runs as may not enter"):
        place.choose_place(closed, shelter=closed.root.parents[1] / "lib")


def test_a_shelter_that_is_gone_is_told_and_not_made_anew(closed: Home) -> None:
    shelter = closed.root.parents[1] / "lib"
    found = place.choose_place(closed, shelter=shelter)
    shutil.rmtree(found.folder.parent)

    with pytest.raises(Problem, match="but that folder is gone"):
        place.choose_place(closed, shelter=shelter)


def test_programs_out_of_reach_are_copied_once(closed: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    shelter = closed.root.parents[1] / "lib"
    original = can_enter
    hidden = place.choose_place(closed, shelter=shelter).programs
    monkeypatch.setattr(
        place, "can_enter", lambda folder, account: folder != hidden and original(folder, account=account)
    )

    copy = place.choose_place(closed, shelter=shelter).programs
    again = place.choose_place(closed, shelter=shelter).programs

    assert copy == again != hidden
    assert Path(shelter) in copy.parents
    assert (copy / "postgres").read_bytes()[:4] == b"\x7fELF"
    assert original(copy, account=_STRANGER)


def test_reset_erases_the_shelter_too(closed: Home) -> None:
    found = place.choose_place(closed, shelter=closed.root.parents[1] / "lib")
    found.folder.mkdir()

    closed.erase()

    assert not found.folder.parent.exists()
    assert not closed.postgres.is_symlink()
