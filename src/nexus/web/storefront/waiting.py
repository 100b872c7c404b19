"""How long to wait, as a number for machines and in words for people."""

from django.utils.translation import ngettext

from nexus.platform.http.problems import Problem


def retry_after(problem: Problem | None, /) -> int:
    """Seconds that a refusal asks to wait; 0: it does not say."""
    if problem is None:
        return 0
    said = problem.facts.get("retry_after") or problem.headers.get("Retry-After") or 0
    return max(0, int(said))


def in_words(seconds: int, /) -> str:
    """A sentence, rounded up so that it never promises too much; empty for nothing to wait for."""
    if seconds < 1:
        return ""
    if seconds < 60:
        return ngettext("Try again in %(n)s second.", "Try again in %(n)s seconds.", seconds) % {"n": seconds}
    if seconds > 5400:
        hours = -(-seconds // 3600)
        return ngettext("Try again in %(n)s hour.", "Try again in %(n)s hours.", hours) % {"n": hours}
    minutes = -(-seconds // 60)
    return ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", minutes) % {"n": minutes}
