"""Keeps a plan running: engines, steps, services; restarts what dies; stops everything in order."""

import os
import time
from collections.abc import Callable, Sequence

from nexus.cli.child import Child
from nexus.cli.ending import Ending
from nexus.cli.home import Home
from nexus.cli.identity import birth
from nexus.cli.leftovers import stop_leftovers
from nexus.cli.lock import Lock
from nexus.cli.logfiles import rotate, tail
from nexus.cli.output import Console, span
from nexus.cli.problems import Problem, hint_from, in_words, plain_words
from nexus.cli.service import Plan, Service
from nexus.cli.state import State
from nexus.cli.steps import run_stage
from nexus.cli.wakeup import Wakeup

_EARLY_DEATHS = 3
_ROTATE_SECONDS = 60.0


class StopRequested(Exception):
    """The operator asked for an orderly stop."""


class AlreadyRunning(Exception):
    """Another supervisor holds this home."""


class Supervisor:
    """One run of `nexus up`, from the lock to the last process stopped."""

    _wakeup: Wakeup

    def __init__(self, home: Home, /, *, console: Console, quiet_after_start: bool = False) -> None:
        self._home = home
        self._console = console
        self._quiet_after_start = quiet_after_start
        self._children: list[Child] = []
        self._state = State(pid=os.getpid(), born=birth(os.getpid()), since=time.time())
        self._rotated = time.monotonic()
        self._state_written = False

    def run(self, make_plan: Callable[[], Plan], /) -> bool:
        """Bring the plan up and keep it up until asked to stop; whether it had come up before.

        The plan is made once the home is ours. Raises `AlreadyRunning`, or a `Problem` when the start fails
        (everything is stopped again by then).
        """
        self._home.prepare()
        lock = Lock(self._home.lock)
        if not lock.acquire():
            raise AlreadyRunning
        self._wakeup = Wakeup()
        try:
            self._serve(make_plan)
        except StopRequested:
            self._console.say("Stopping in order; once more (Ctrl-C) hurries the services, never the data.")
        finally:
            came_up = self._state.phase == "running"
            self._stop_all()
            self._wakeup.close()
            lock.release()
        return came_up

    def _serve(self, make_plan: Callable[[], Plan], /) -> None:
        with plain_words():
            stop_leftovers(self._home, console=self._console)
            plan = make_plan()
            self._state.address = plan.address
            self._bring_up(plan.engines)
            for stage in plan.stages:
                run_stage(stage, home=self._home, pause=self._tick, report=self._on_step)
            self._bring_up(plan.services)
            self._announce(plan)
        while True:
            self._tick(0.5)

    def _announce(self, plan: Plan, /) -> None:
        self._console.say(plan.welcome)
        self._state.phase = "running"
        self._save()
        if self._quiet_after_start:
            self._console.let_go()

    def _bring_up(self, services: Sequence[Service], /) -> None:
        fresh = [Child(service, home=self._home) for service in services]
        for child in fresh:
            self._children.append(child)
            child.start()
        self._save()
        began = time.monotonic()
        while any(child.state.phase != "running" for child in fresh):
            self._tick(0.05)
            for child in fresh:
                self._check_start(child, waited=time.monotonic() - began)

    def _check_start(self, child: Child, /, *, waited: float) -> None:
        if child.state.phase == "running":
            return
        if child.state.restarts >= _EARLY_DEATHS:
            raise self._failure(child, f"does not stay up ({child.state.last_exit})")
        if waited > child.service.ready_seconds:
            raise self._failure(child, f"is not ready after {waited:.0f} s: {child.wrong}")

    def _failure(self, child: Child, what: str, /) -> Problem:
        lines = tail(child.log, lines=20, since=child.log_start)
        shown = "\n".join(f"    {line}" for line in lines) or "    (nothing)"
        hint = hint_from("\n".join(lines))
        return Problem(f"{child.service.name} {what}\n  {child.log} ends with:\n{shown}", hint=hint)

    def _on_step(self, name: str, seconds: float, /) -> None:
        self._console.step(name, f"done in {span(seconds)}")

    def _tick(self, seconds: float, /) -> None:
        """A short sleep, then: has anyone asked to stop, has a child died, is one due to start again?"""
        self._wakeup.pause(seconds)
        if self._wakeup.stop_requests:
            raise StopRequested
        for child in self._children:
            if ending := child.ended():
                self._on_death(child, ending)
            elif not child.alive and time.monotonic() >= child.due:
                self._restart(child)
            elif child.look():
                self._on_ready(child)
        self._rotate_logs()

    def _on_death(self, child: Child, ending: Ending, /) -> None:
        delay = child.schedule_restart(ending)
        self._console.step(
            child.service.name,
            f"ended after {span(ending.ran_seconds)} ({ending}); starting again in {span(delay)}",
        )
        self._save()

    def _restart(self, child: Child, /) -> None:
        try:
            child.start()
        except (OSError, Problem) as error:
            # A full disk or a held port may pass: say it and try again later, never take the rest down.
            delay = child.schedule_restart(Ending(code=1, ran_seconds=0))
            words = in_words(error) if isinstance(error, OSError) else error.message
            self._console.step(child.service.name, f"cannot start: {words}; again in {span(delay)}")
        self._save()

    def _on_ready(self, child: Child, /) -> None:
        again = f", start {child.state.restarts + 1}" if child.state.restarts else ""
        waited = span(time.time() - child.state.since)
        self._console.step(child.service.name, f"ready after {waited} (process {child.state.pid}{again})")
        self._save()

    def _rotate_logs(self) -> None:
        if time.monotonic() - self._rotated < _ROTATE_SECONDS:
            return
        self._rotated = time.monotonic()
        try:
            for log in self._home.log.glob("*.log"):
                rotate(log)
        except OSError as error:
            self._console.say(f"Cannot rotate the logs: {in_words(error)}")

    def _stop_all(self) -> None:
        self._state.phase = "stopping"
        if self._state_written:
            self._save()
        asked = self._wakeup.stop_requests
        for child in reversed(self._children):
            began = time.monotonic()
            if child.alive:
                child.stop(self._wakeup.pause, hurried=lambda: self._wakeup.stop_requests > asked)
                self._console.step(child.service.name, f"stopped in {span(time.monotonic() - began)}")
                self._save()
        if self._state_written and not any(child.alive for child in self._children):
            self._home.state.unlink(missing_ok=True)

    def _save(self) -> None:
        self._state.services = [child.state for child in self._children]
        try:
            self._state.write(self._home.state)
            self._state_written = True
        except OSError as error:
            # Supervision goes on with a full disk; `status` shows the old state until a write succeeds.
            self._console.say(f"Cannot write the state: {in_words(error)}")
