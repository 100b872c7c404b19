"""Volt & Co: sound, power, a home that listens only to you."""

from nexus.config.demo.content import Item, Kind, Line, Option, Seller

_AUDIO = Line("Electronics", "Audio", (
    Kind("Over-ear headphones you forget you are wearing.",
         "38 hours of battery, USB-C, Bluetooth 5.3 and a cable. Pads and battery come out with one screwdriver.", (
        Item("Aria Headphones", 19900, "Aluminium", "white", "Open and warm, tuned for voices and strings."),
        Item("Quiet Headphones", 24900, "Aluminium", "black",
             "With noise cancelling that takes away the train and leaves the announcement."),
    ), grams=270),
    Kind("A bookshelf loudspeaker that sounds larger than the shelf.",
         "Two-way, 60 W, 30 x 18 x 20 cm, sold singly. Front panel held by magnets.", (
        Item("Studio Speaker", 27900, "Walnut", "brown",
             "Real walnut veneer around a paper cone: what studios used before they had screens."),
        Item("Pulse Speaker", 22900, "Recycled plastic", "white",
             "The chalk one, with copper rings and a little more bass."),
    ), grams=5200),
    Kind("A speaker to carry from the kitchen to the lake.",
         "16 hours, IP67, 0.7 kg. Two of them make a stereo pair.", (
        Item("Roam Portable Speaker", 9900, "Recycled plastic", "blue",
             "Denim-blue cloth knitted from recycled bottles."),
        Item("Pulse Portable Speaker", 11900, "Recycled plastic", "terracotta",
             "Louder, terracotta, with a chalk-white cap and feet of cork."),
    ), grams=700),
    Kind("A radio with a dial you can turn without looking.",
         "DAB+, FM, Bluetooth; mains or 20 hours of battery. Wipe with a dry cloth.", (
        Item("Aria Radio", 14900, "Steel", "cream", "Cream enamel and a brass handle, for kitchens with a window."),
        Item("Roam Radio", 13900, "Steel", "teal", "Teal, cloth front, happy on a building site."),
    ), grams=1900),
    Kind("A turntable that is set up in five minutes.",
         "Belt drive, 33 and 45, built-in pre-amplifier. Needle, belt and lid can be ordered singly.", (
        Item("Studio Turntable", 34900, "Oak", "sand", "On a plinth of solid oak that swallows the neighbour's steps."),
        Item("Quiet Turntable", 29900, "Steel", "black", "Black, heavy, and as silent as the pause between two songs."),
    ), grams=5600),
))  # fmt: skip

_PLUG = Option("Plug", ("EU", "UK"))
_POWER = Line("Electronics", "Power", (
    Kind("A charger the size of an egg.",
         "GaN, USB-C Power Delivery, 92 % efficient. Cool to the touch, guaranteed for five years.", (
        Item("65 W Charger", 3900, "Recycled plastic", "white", "Two sockets: a laptop and a telephone."),
        Item("100 W Charger", 5900, "Recycled plastic", "grey", "Three sockets: everything in the bag, at once."),
    ), (_PLUG,), 130),
    Kind("A power bank with four honest dots.",
         "USB-C in and out, passes airport rules. The cell can be replaced by us or by you.", (
        Item("Slim Power Bank", 3400, "Aluminium", "blue", "10,000 mAh in the thickness of a pencil."),
        Item("Travel Power Bank", 4900, "Aluminium", "terracotta",
             "20,000 mAh and 45 W: a laptop's worth of delay at the gate."),
    ), grams=260),
    Kind("A cable that does not fray where cables fray.", "USB-C to USB-C, 100 W, 480 Mbit/s, with a leather tie.", (
        Item("Braided Cable", 1400, "Recycled plastic", "blue", "Braided in ink blue; tested for 30,000 bends."),
        Item("Travel Cable", 1600, "Recycled plastic", "orange", "Orange, so that it does not stay behind in hotels."),
    ), (Option("Length", ("1 m", "2 m", "3 m"), (1, 1.2, 1.45)),), 60),
    Kind("A stand that charges and lets you see who calls.",
         "15 W, magnetic, with a pad for earbuds. Weighs enough to lift the phone with one hand.", (
        Item("Slim Desk Dock", 5900, "Recycled plastic", "white", "Chalk white, on a cork foot."),
        Item("Walnut Desk Dock", 7900, "Walnut", "brown", "Milled from walnut; the cable runs in a groove below."),
    ), grams=480),
))  # fmt: skip

_SMART = Line("Electronics", "Smart Home", (
    Kind("A thermostat with one ring and no account.",
         "Local first: it works without a cloud. Fits a standard wall box; an electrician needs twenty minutes.", (
        Item("Open Thermostat", 14900, "Steel", "white", "Steel ring, warm display, open firmware."),
        Item("Matter Thermostat", 16900, "Copper", "black", "Black and copper; speaks Matter with whatever you have."),
    ), grams=310),
    Kind("A plug that tells what a thing really draws.",
         "16 A, measures to the watt, keeps its schedule through a power cut.", (
        Item("Zigbee Smart Plug", 2400, "Recycled plastic", "white",
             "Extends the mesh, so that the cellar answers as well."),
        Item("Tiny Smart Plug", 2200, "Recycled plastic", "grey", "Leaves the neighbouring socket free."),
    ), grams=90),
    Kind("A light switch that still clicks.", "Runs on the existing wires, works when the network does not.", (
        Item("Matter Light Switch", 4900, "Recycled plastic", "white", "White, flat, with a hint of light at night."),
        Item("Open Light Switch", 5900, "Aluminium", "grey", "Brushed aluminium; the dimmer curve is yours to edit."),
    ), grams=140),
    Kind("A monitor that tells you to open the window.",
         "CO2, particles, humidity; one bar of light, no beeping. USB-C.", (
        Item("Open Air Monitor", 12900, "Recycled plastic", "white",
             "Cloth front; all readings by MQTT, none by mail."),
        Item("Tiny Air Monitor", 8900, "Recycled plastic", "blue",
             "The small one for a child's room, with the bar in amber."),
    ), grams=220),
))  # fmt: skip

VOLT = Seller("Volt & Co", "Electronics that explain themselves.", "Germany", (_AUDIO, _POWER, _SMART))
