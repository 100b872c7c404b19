"""The generic cell rate algorithm (GCRA, ITU-T I.371) in one Lua call: exact, smooth, one key and one round trip."""

import hashlib
from typing import Final

from redis.exceptions import NoScriptError

from nexus.platform.cache.wire import call

# Each key holds the theoretical arrival time (microseconds) of the next request at the steady rate. A request is refused when it
# comes earlier than the burst allows; a refused request costs nothing. ARGV: for each key the interval and the burst, in µs.
SCRIPT: Final = """
local now = redis.call('TIME')
now = now[1] * 1000000 + now[2]
local wait, due = 0, {}
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local arrival = math.max(tonumber(redis.call('GET', key) or 0), now)
  due[i] = arrival + interval
  if due[i] - burst > now then wait = math.max(wait, due[i] - burst - now) end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.0f', due[i]), 'PX', math.ceil((due[i] - now) / 1000) + 1)
end
return 0
"""
_DIGEST: Final = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()


def wait_for(keys: list[str], limits: list[tuple[int, int]], /) -> float:
    """Count one request under every key. Zero, or the seconds to wait (then nothing was counted).

    `limits`: (requests, seconds) for each key. Raises ValkeyDown.
    """
    numbers: list[int] = []
    for limit, seconds in limits:
        numbers += [seconds * 1_000_000 // limit, seconds * 1_000_000]
    return _evaluate([len(keys), *keys, *numbers]) / 1_000_000


def _evaluate(arguments: list[object]) -> int:
    """By digest; the script is sent only where Valkey does not know it yet (first use, restart)."""
    try:
        return int(call("EVALSHA", _DIGEST, *arguments))
    except NoScriptError:
        return int(call("EVAL", SCRIPT, *arguments))
