"""What the demo shops sell: categories, names, prices and words, combined by the seed into products."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A leaf category and what its products are made of. Prices in minor units, from cheapest to dearest."""

    section: str
    name: str
    nouns: tuple[str, ...]
    styles: tuple[str, ...]
    prices: tuple[int, int]
    option: str = ""
    values: tuple[str, ...] = ()
    motif: str = "disc"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Seller:
    """A vendor of the demo and the lines it sells."""

    name: str
    about: str
    hue: int
    lines: tuple[Line, ...]


_SIZES = ("XS", "S", "M", "L", "XL")
_TONES = ("Sand", "Forest", "Ink")

SELLERS: tuple[Seller, ...] = (
    Seller("Nordlicht Home", "Calm light and soft things from the north.", 205, (
        Line("Home", "Lighting", ("Table Lamp", "Pendant", "Floor Lamp", "Wall Light", "Lantern"),
             ("Birch", "Halo", "Fjord", "Dusk", "Paper", "Opal"), (3900, 24900), "Shade", ("Linen", "Smoke"), "arc",
             "Warm light that does not glare, made to be repaired."),
        Line("Home", "Textiles", ("Throw", "Cushion Cover", "Bed Linen Set", "Bath Towel", "Table Runner"),
             ("Lambswool", "Washed Linen", "Waffle", "Herringbone", "Organic Cotton"), (1900, 14900), "Colour",
             _TONES, "weave", "Woven from long fibres, soft from the first wash on."),
        Line("Home", "Storage", ("Basket", "Shelf Box", "Coat Rack", "Crate", "Tray"),
             ("Rattan", "Oak", "Felt", "Steel", "Ash"), (1500, 8900), motif="stack", words="Order that looks like calm."),
    )),
    Seller("Casa Verde", "A kitchen that invites you to stay.", 140, (
        Line("Kitchen", "Cookware", ("Saucepan", "Casserole", "Frying Pan", "Wok", "Roasting Tin"),
             ("Copper", "Cast Iron", "Steel", "Enamel", "Carbon"), (3500, 28900), "Diameter", ("20 cm", "24 cm", "28 cm"),
             "disc", "Heats evenly, works on every stove, lasts a generation."),
        Line("Kitchen", "Tableware", ("Dinner Plate", "Bowl", "Mug", "Serving Platter", "Espresso Cup"),
             ("Stoneware", "Speckled", "Sea Glaze", "Matte White", "Terracotta"), (900, 5900), "Set", ("1 piece", "Set of 4"),
             "rings", "Thrown and glazed in small batches: no two are quite alike."),
        Line("Kitchen", "Knives & Boards", ("Chef's Knife", "Paring Knife", "Bread Knife", "Cutting Board", "Honing Steel"),
             ("Damascus", "Olive Wood", "Walnut", "Solid", "Field"), (1900, 17900), motif="blade",
             words="Sharp, balanced, honest."),
    )),
    Seller("Volt & Co", "Electronics that explain themselves.", 255, (
        Line("Electronics", "Audio", ("Headphones", "Speaker", "Earbuds", "Turntable", "Radio"),
             ("Aria", "Pulse", "Quiet", "Studio", "Roam"), (4900, 34900), "Colour", ("Black", "Chalk"), "rings",
             "Clear sound, long battery, a repair guide in the box."),
        Line("Electronics", "Power", ("Charger", "Power Bank", "Cable", "Desk Dock", "Solar Panel"),
             ("65 W", "100 W", "Slim", "Travel", "Braided"), (1200, 15900), motif="bolt",
             words="Charges everything you own, and stays cool."),
        Line("Electronics", "Smart Home", ("Thermostat", "Door Sensor", "Light Switch", "Plug", "Air Monitor"),
             ("Nest-free", "Open", "Zigbee", "Matter", "Tiny"), (1900, 17900), motif="grid",
             words="Local first: it works without a cloud."),
    )),
    Seller("Trailhead", "Gear for the second hour of rain.", 95, (
        Line("Outdoors", "Backpacks", ("Daypack", "Trekking Pack", "Roll-top", "Hip Pack", "Commuter Pack"),
             ("Ridge", "Cairn", "Tarn", "Summit", "Drift"), (3900, 21900), "Volume", ("18 l", "24 l", "32 l"), "arc",
             "Carries its weight close and keeps its contents dry."),
        Line("Outdoors", "Camping", ("Tent", "Stove", "Sleeping Bag", "Lantern", "Cook Set"),
             ("Basecamp", "Featherlight", "Four Season", "Duo", "Hut"), (2900, 49900), motif="peak",
             words="Pitches in minutes, shrugs off the weather."),
        Line("Outdoors", "Bottles & Flasks", ("Bottle", "Flask", "Food Jar", "Tumbler", "Canteen"),
             ("Steel", "Insulated", "Trail", "Glass", "Titan"), (1400, 5900), "Size", ("350 ml", "500 ml", "750 ml"),
             "stack", "Cold for a day, hot for a night."),
    )),
    Seller("Papier Atelier", "Paper worth the ink.", 35, (
        Line("Stationery", "Notebooks", ("Notebook", "Sketchbook", "Planner", "Travel Journal", "Index Cards"),
             ("Dotted", "Ruled", "Cloth-bound", "Kraft", "Pocket"), (600, 4200), "Format", ("A6", "A5", "A4"), "stack",
             "Lies flat, takes fountain pen ink, sewn to last."),
        Line("Stationery", "Writing", ("Fountain Pen", "Rollerball", "Pencil Set", "Brush Pen", "Ink"),
             ("Brass", "Classic", "Demonstrator", "Walnut", "Midnight"), (700, 18900), motif="blade",
             words="A line that wants to go on."),
        Line("Stationery", "Desk", ("Desk Mat", "Pen Tray", "Bookend", "Paperweight", "Letter Opener"),
             ("Leather", "Cork", "Marble", "Felt", "Oak"), (1500, 9900), motif="grid", words="A place for each thing."),
    )),
    Seller("Little Fox", "Toys that survive siblings.", 15, (
        Line("Kids", "Wooden Toys", ("Building Blocks", "Train Set", "Puzzle", "Shape Sorter", "Balance Bike"),
             ("Rainbow", "Forest", "City", "Ocean", "Farm"), (1200, 12900), motif="grid",
             words="Beech wood and water-based colours, tested by small experts."),
        Line("Kids", "Plush", ("Fox", "Bear", "Rabbit", "Whale", "Owl"), ("Sleepy", "Tiny", "Big", "Curious", "Brave"),
             (1400, 4900), motif="disc", words="Soft, washable, always listening."),
        Line("Kids", "Kidswear", ("Rain Jacket", "Sweater", "Dungarees", "Beanie", "Leggings"),
             ("Puddle", "Meadow", "Striped", "Merino", "Corduroy"), (1500, 6900), "Age", ("2-3", "4-5", "6-7"), "weave",
             "Made to be passed on."),
    )),
    Seller("Roast Republic", "Roasted on Tuesday, with you on Thursday.", 22, (
        Line("Food & Drink", "Coffee", ("Espresso", "Filter Roast", "Decaf", "Single Origin", "House Blend"),
             ("Sidamo", "Huila", "Antigua", "Monsoon", "Kiambu"), (890, 2490), "Grind", ("Whole bean", "Filter", "Espresso"),
             "rings", "Roasted to order, with the farm's name on the bag."),
        Line("Food & Drink", "Tea", ("Green Tea", "Oolong", "Black Tea", "Herbal Infusion", "Matcha"),
             ("First Flush", "Highland", "Garden", "Morning", "Smoked"), (690, 3900), motif="arc",
             words="Whole leaves, short stories, long cups."),
        Line("Food & Drink", "Brewing", ("Dripper", "Hand Grinder", "Kettle", "French Press", "Scale"),
             ("Ceramic", "Glass", "Steel", "Precision", "Travel"), (1500, 18900), motif="peak",
             words="Everything between the bean and the cup."),
    )),
    Seller("Stitch & Sole", "Clothes you keep.", 330, (
        Line("Clothing", "Shirts", ("Oxford Shirt", "T-Shirt", "Overshirt", "Polo", "Linen Shirt"),
             ("Everyday", "Heavy", "Relaxed", "Garment-dyed", "Classic"), (2500, 11900), "Size", _SIZES, "weave",
             "Cut for movement, sewn with strong seams."),
        Line("Clothing", "Knitwear", ("Crewneck", "Cardigan", "Turtleneck", "Vest", "Scarf"),
             ("Merino", "Alpaca", "Cable", "Fisherman", "Recycled"), (3900, 18900), "Size", _SIZES, "weave",
             "Warm without weight, knitted in Europe."),
        Line("Clothing", "Shoes", ("Sneaker", "Chelsea Boot", "Loafer", "Hiking Boot", "Sandal"),
             ("Court", "Suede", "Harbour", "Trail", "Cork"), (5900, 24900), "Size", ("38", "40", "42", "44"), "arc",
             "Resoleable, breathable, broken in by day two."),
    )),
)  # fmt: skip

ATELIER = Seller("Atelier Mar", "One studio, one kiln, one loom.", 175, (
    Line("Ceramics", "Vases", ("Bud Vase", "Tall Vase", "Moon Jar", "Pitcher", "Planter"),
         ("Tide", "Salt", "Dune", "Coral", "Slate"), (2900, 18900), motif="arc", words="Thrown by hand, fired with sea salt."),
    Line("Ceramics", "Plates & Bowls", ("Plate", "Bowl", "Salad Bowl", "Side Plate", "Ramen Bowl"),
         ("Tide", "Salt", "Dune", "Coral", "Slate"), (1800, 6900), "Set", ("1 piece", "Set of 2"), "rings",
         "For every day, and for the good ones."),
    Line("Ceramics", "Cups", ("Cup", "Mug", "Tumbler", "Espresso Cup", "Tea Bowl"),
         ("Tide", "Salt", "Dune", "Coral", "Slate"), (1400, 3900), motif="disc", words="A rim that knows your lip."),
    Line("Weaving", "Wall Hangings", ("Tapestry", "Panel", "Banner", "Triptych", "Small Weave"),
         ("Horizon", "Harvest", "Low Tide", "Night", "Field"), (8900, 45900), motif="weave",
         words="Weeks of work, years of quiet."),
    Line("Weaving", "Blankets", ("Blanket", "Throw", "Picnic Rug", "Baby Blanket", "Shawl"),
         ("Horizon", "Harvest", "Low Tide", "Night", "Field"), (6900, 28900), "Colour", _TONES, "weave",
         "Local wool, plant dyes."),
    Line("Prints", "Art Prints", ("Linocut", "Riso Print", "Etching", "Poster", "Postcard Set"),
         ("Harbour", "Swimmers", "Kiln", "Olive Tree", "Moon"), (900, 12900), "Format", ("A4", "A3"), "peak",
         "Printed in the studio, numbered and signed."),
))  # fmt: skip
