"""Password hashing."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CommerceArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet).

    Django's own default takes 100 MiB and eight threads for each login: a handful of logins at once would
    starve a small shop. Stored hashes carry their parameters, so hashes made with others stay valid and are
    renewed at the next login.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
