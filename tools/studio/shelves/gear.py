"""Volt & Co and Trailhead."""

from __future__ import annotations

from tools.studio import devices, drawn, home, outdoor, vessels
from tools.studio import materials as m
from tools.studio.shelves import Line

BLACK, CHALK, SILVER = m.plastic("#2a2c2f"), m.plastic("#eeece6"), m.steel()
GLASS_BLACK = m.texture(m.srgb("#15181b"), m.GLOSS)

audio = Line("#cdced8", "#d5d2cc", around=24)
audio.add("Aria Headphones", lambda: devices.headphones(CHALK, m.leather("#c3ab8c"), SILVER), around=32)
audio.add("Quiet Headphones", lambda: devices.headphones(BLACK, m.leather("#3a3a3d"), m.metal("#55585c", 0.2)), around=32)
audio.add("Studio Speaker", lambda: devices.speaker(m.wood("walnut", "y"), BLACK, SILVER))
audio.add("Pulse Speaker", lambda: devices.speaker(CHALK, m.plastic("#4a4d52"), m.copper()))
audio.add("Roam Portable Speaker", lambda: devices.portable_speaker(m.weave("#4a6483", 0.05, 0.35), BLACK))
audio.add("Pulse Portable Speaker", lambda: devices.portable_speaker(m.weave("#c8684a", 0.05, 0.35), CHALK))
audio.add("Aria Radio", lambda: devices.radio(m.enamel("#dcd0b8"), m.weave("#8a6f52", 0.04), m.plastic("#3a332c"), m.brass()))
audio.add("Roam Radio", lambda: devices.radio(m.enamel("#3f6f74"), m.weave("#d9cfb8", 0.04), m.plastic("#efe9dc"), m.brass()))
_vinyl = m.texture(m.srgb("#151515"), m.GLOSS)
audio.add("Studio Turntable", lambda: devices.turntable(m.wood("oak"), SILVER, _vinyl, m.plain("#c0563e"), SILVER), up=32)
audio.add("Quiet Turntable", lambda: devices.turntable(BLACK, SILVER, _vinyl, m.plain("#d9b25a"), SILVER), up=32)

power = Line("#d0d2da", "#d8d5cf", around=25)
power.add("65 W Charger", lambda: devices.charger(CHALK, BLACK, SILVER))
power.add("100 W Charger", lambda: devices.charger(m.plastic("#3a3d42"), m.plastic("#111213"), SILVER, 3))
power.add("Slim Power Bank", lambda: devices.power_bank(m.plastic("#3b4a63"), m.glowing("#c8ffd8"), BLACK))
power.add("Travel Power Bank", lambda: devices.power_bank(m.plastic("#c96f4a"), m.glowing("#fff4d8"), BLACK))
power.add("Braided Cable", lambda: devices.cable(m.weave("#3d5a73", 0.04), BLACK, m.leather("#7a5233")), up=34)
power.add("Travel Cable", lambda: devices.cable(m.weave("#d58a4a", 0.04), CHALK, m.leather("#4a3524")), up=34)
_screen = m.texture(m.srgb("#2b4763"), m.GLOSS)
power.add("Slim Desk Dock", lambda: devices.dock(CHALK, m.plastic("#cfcac1"), BLACK, _screen))
power.add("Walnut Desk Dock", lambda: devices.dock(m.wood("walnut"), BLACK, BLACK, _screen))

smart = Line("#d3d3db", "#d9d6d0", around=22)


def _dial(text: str, room: str, glow: str) -> str:
    return m.hung(drawn.display(text, room, glow=glow), 1.42, 1.42, 0.19, m.GLOSS)


smart.add("Open Thermostat", lambda: devices.thermostat(CHALK, SILVER, _dial("21°", "living room", "#e8935a")), up=10, around=16)
smart.add("Matter Thermostat", lambda: devices.thermostat(BLACK, m.copper(), _dial("19°", "bedroom", "#6fa8d8")), up=10, around=16)
smart.add("Zigbee Smart Plug", lambda: devices.smart_plug(CHALK, BLACK, m.glowing("#8fe3a8")))
smart.add("Tiny Smart Plug", lambda: devices.smart_plug(m.plastic("#4a4e55"), m.plastic("#161718"), m.glowing("#ffd08a")))
smart.add("Matter Light Switch", lambda: devices.switch(CHALK, m.plastic("#f6f4ef")))
smart.add("Open Light Switch", lambda: devices.switch(m.metal("#a3a6ab", 0.12), m.metal("#8f9297", 0.12)))
smart.add("Open Air Monitor", lambda: devices.air_monitor(CHALK, m.weave("#c4c2bb", 0.04), m.glowing("#79d7a0")))
smart.add("Tiny Air Monitor", lambda: devices.air_monitor(m.plastic("#5c6f7d"), m.weave("#46565f", 0.04), m.glowing("#ffc46b")))

packs = Line("#ced5c6", "#d8d2c4", around=26, up=12)
TAN, BROWN = m.leather("#8a5a36"), m.leather("#5b3b26")


def _cloth(colour: str) -> str:
    return m.weave(colour, 0.035, 0.25)


packs.add("Ridge Daypack", lambda: outdoor.daypack(_cloth("#55694c"), _cloth("#46583f"), TAN, m.plastic("#d9c9a0")))
packs.add("Cairn Daypack", lambda: outdoor.daypack(_cloth("#6d7278"), _cloth("#565b61"), BLACK, m.plastic("#e07a3a")))
packs.add("Tarn Daypack", lambda: outdoor.daypack(_cloth("#34596e"), _cloth("#2b4a5c"), BROWN, m.brass()))
packs.add("Drift Roll-top", lambda: outdoor.roll_top(_cloth("#c58a3c"), m.plastic("#35302a"), BLACK, m.plastic("#1f1f1f")))
packs.add("Summit Roll-top", lambda: outdoor.roll_top(_cloth("#3b4046"), m.plastic("#24272b"), m.leather("#8a5a36"), m.brass()))
packs.add("Tarn Roll-top", lambda: outdoor.roll_top(_cloth("#4a7380"), m.plastic("#2b3a40"), BLACK, m.plastic("#1f1f1f")))
packs.add("Ridge Duffel", lambda: outdoor.duffel(_cloth("#67765f"), BROWN, BROWN, m.brass()), up=20)
packs.add("Drift Duffel", lambda: outdoor.duffel(_cloth("#b98b52"), BROWN, BROWN, m.brass()), up=20)

camping = Line("#cfd6c8", "#d5d3c6", around=26)
camping.add("Basecamp Tent", lambda: outdoor.tent(m.weave("#7d8f5d", 0.04, 0.15), "", BLACK, m.plastic("#5a5a50")), up=14)
camping.add("Duo Tent", lambda: outdoor.tent(m.weave("#cf9a45", 0.04, 0.15), "", BLACK, m.plastic("#5a5a50")), up=14)
_lamp = m.glowing("#ffe2a8", 0.6)
camping.add("Hut Camp Lantern", lambda: home.camp_lantern(m.enamel("#35523f"), m.glass(), _lamp, SILVER), up=12)
camping.add("Basecamp Camp Lantern", lambda: home.camp_lantern(m.enamel("#b4462f"), m.glass(), _lamp, SILVER), up=12)
camping.add("Featherlight Sleeping Mat", lambda: home.rolled(m.plastic("#4f7f95"), BLACK), around=38)
camping.add("Four Season Sleeping Mat", lambda: home.rolled(m.plastic("#c9743a"), BLACK, radius=0.5), around=38)
camping.add("Four Season Sleeping Bag", lambda: outdoor.stuff_sack(m.plastic("#35586c"), BLACK, m.plastic("#e0a23c")), around=30)
camping.add("Featherlight Sleeping Bag", lambda: outdoor.stuff_sack(m.plastic("#7d8a4a"), BLACK, m.plastic("#efe6d2")), around=30)
camping.add("Hut Camp Mug", lambda: vessels.mug(m.enamel("#f1eee6"), profile=vessels.CAMP_MUG, ear=m.enamel("#2f5f8a")), around=18)
camping.add("Duo Camp Mug", lambda: vessels.mug(m.enamel("#4a6a4f"), profile=vessels.CAMP_MUG), around=18)

bottles = Line("#d0d6cb", "#d6d4ca")
FOREST, NAVY, OCHRE = m.metal("#4a6b52", 0.12), m.metal("#33475f", 0.12), m.metal("#c48a42", 0.12)
bottles.add("Steel Bottle", lambda: vessels.bottle(m.spun("#c3c6c9"), BLACK, loop=True))
bottles.add("Trail Bottle", lambda: vessels.bottle(FOREST, SILVER, loop=True))
bottles.add("Titan Bottle", lambda: vessels.bottle(m.spun("#85878c"), m.wood("beech"), tall=1.9, wide=0.42))
bottles.add("Steel Flask", lambda: vessels.flask(m.spun("#c3c6c9"), BLACK, m.copper()))
bottles.add("Insulated Flask", lambda: vessels.flask(NAVY, m.plastic("#e9e4d8"), SILVER))
bottles.add("Insulated Food Jar", lambda: vessels.food_jar(OCHRE, BLACK))
bottles.add("Trail Food Jar", lambda: vessels.food_jar(FOREST, m.plastic("#e9e4d8")))
bottles.add("Steel Tumbler", lambda: vessels.travel_tumbler(m.spun("#c3c6c9"), BLACK))
bottles.add("Insulated Tumbler", lambda: vessels.travel_tumbler(m.metal("#b8c4c0", 0.08), m.plastic("#44504e")))

LINES = (audio, power, smart, packs, camping, bottles)
