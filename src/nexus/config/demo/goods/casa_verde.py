"""Casa Verde: pans, plates, knives."""

from nexus.config.demo.content import DIAMETER, PIECES, Item, Kind, Line, Option, Seller

_COOKWARE = Line("Kitchen", "Cookware", (
    Kind("A saucepan that answers when you turn the heat down.",
         "With lid. All stoves, induction included. Handle stays cool for a quarter of an hour; wash by hand.", (
        Item("Copper Saucepan", 16900, "Copper", "copper",
             "Two millimetres of copper over steel: the fastest pan in the house."),
        Item("Steel Saucepan", 7900, "Steel", "silver",
             "Three layers of steel with an aluminium heart, brushed, unimpressed by anything."),
    ), (Option("Diameter", ("16 cm", "18 cm", "20 cm"), (1, 1.15, 1.3)),), 1500),
    Kind("A heavy pot for slow food.",
         "Oven-safe to 250 degrees, knob included. Let it cool before washing; no metal spoons.", (
        Item("Enamel Casserole", 15900, "Cast iron", "green",
             "Three coats of bottle-green enamel over cast iron, cream inside so that you see what browns."),
        Item("Cast Iron Casserole", 13900, "Cast iron", "black",
             "Bare iron, seasoned with rapeseed oil: every stew makes it better."),
        Item("Saffron Casserole", 15900, "Cast iron", "yellow",
             "The same pot in saffron, for kitchens that face north."),
    ), (DIAMETER,), 4300),
    Kind("A pan for eggs, steaks and forgiveness.", "Seasoned and ready. Rinse hot, dry at once, never soak.", (
        Item("Cast Iron Frying Pan", 5900, "Cast iron", "black",
             "Cast in one piece with its handle; it will outlive the recipe."),
        Item("Copper Frying Pan", 18900, "Copper", "copper", "Copper outside, steel inside: even to the very rim."),
    ), (DIAMETER,), 2200),
    Kind("A wok that likes a loud flame.", "34 cm, flat foot for every stove. Season it once, then only wipe it.", (
        Item("Carbon Wok", 6900, "Carbon steel", "black",
             "Thin hammered carbon steel with a beech handle, light enough to toss."),
    ), grams=1600),
))  # fmt: skip

_TABLEWARE = Line("Kitchen", "Tableware", (
    Kind("A mug that fits the hand before it fits the coffee.",
         "350 ml, 9 cm high. Dishwasher and microwave, gladly.", (
        Item("Speckled Mug", 1900, "Stoneware", "cream",
             "Iron in the clay melts through the glaze in small brown freckles."),
        Item("Sea Glaze Mug", 2100, "Stoneware", "teal", "Rounder, in a teal that turns green where it runs thick."),
        Item("Terracotta Mug", 2200, "Terracotta", "terracotta",
             "Dipped in cream glaze down to the waist; the foot stays bare clay."),
    ), (PIECES,), 420),
    Kind("A plate with a low rim, for sauce that wanders.", "27 cm. Dishwasher safe, stacks without wobbling.", (
        Item("Speckled Dinner Plate", 2600, "Stoneware", "cream",
             "Cream, freckled, at ease with everything you own already."),
        Item("Sea Glaze Dinner Plate", 2800, "Stoneware", "teal",
             "A coupe without a rim: the glaze pools in the middle like shallow water."),
    ), (PIECES,), 800),
    Kind("A bowl for soup, salad and cereal, in that order.",
         "18 cm, 0.9 litres. Dishwasher and oven to 180 degrees.", (
        Item("Stoneware Bowl", 2300, "Stoneware", "sand",
             "Sand outside, a little darker where the fingers of the potter were."),
        Item("Matte White Bowl", 2400, "Porcelain", "white", "Matt white, smooth as an egg; food does the talking."),
    ), (PIECES,), 560),
    Kind("A jug with a lip that does not drip.", "1.2 litres, 20 cm high. Dishwasher safe.", (
        Item("Matte White Jug", 4400, "Porcelain", "white", "For water at noon and branches in spring."),
        Item("Terracotta Jug", 3900, "Terracotta", "terracotta",
             "Unglazed outside: the clay breathes and keeps the water cool."),
    ), grams=1000),
    Kind("An espresso cup with its saucer.", "80 ml, thick-walled so that the crema stays warm. Dishwasher safe.", (
        Item("Sea Glaze Espresso Cup", 1700, "Stoneware", "teal", "Cup and saucer from one batch of glaze."),
        Item("Matte White Espresso Cup", 1900, "Porcelain", "white", "White porcelain on a saucer of oiled oak."),
    ), (PIECES,), 300),
))  # fmt: skip

_BOARDS = Line("Kitchen", "Knives & Boards", (
    Kind("A chef's knife that needs no introduction to an onion.",
         "Hardened to 60 HRC, full tang. Wash by hand, hone often, sharpen rarely.", (
        Item("Walnut Chef's Knife", 12900, "Walnut", "brown",
             "20 cm of blade, a brass bolster, a walnut handle shaped by hand."),
        Item("Olive Wood Chef's Knife", 11900, "Olive wood", "sand",
             "17 cm: the shorter one, for smaller hands and quicker dinners."),
    ), grams=320),
    Kind("A thick board for loud work.",
         "42 x 28 x 4 cm, edge grain. Oil it when it looks thirsty; keep it out of the sink.", (
        Item("Walnut Cutting Board", 7900, "Walnut", "brown", "Walnut is soft enough to be kind to the edge."),
        Item("Oak Cutting Board", 6400, "Oak", "sand", "Oak is hard enough not to remember every cut."),
    ), grams=2700),
    Kind("A round board for bread, cheese and the walk to the table.",
         "32 cm, with a handle and a loop of leather. Oil now and then.", (
        Item("Olive Wood Serving Board", 5400, "Olive wood", "sand",
             "Cut from prunings of old trees: the figure is never the same twice."),
        Item("Ash Serving Board", 4400, "Ash", "cream", "Straight-grained ash, nearly white."),
    ), grams=1100),
    Kind("A mill that grinds from dust to rubble.", "22 cm, ceramic grinder with a guarantee of 25 years. Wipe dry.", (
        Item("Walnut Pepper Mill", 5900, "Walnut", "brown", "Turned walnut with a brass knob that sets the grind."),
        Item("Beech Pepper Mill", 4900, "Beech", "cream", "Steamed beech, steel knob; a good one for salt."),
    ), grams=380),
    Kind("A mortar that stays where it is.", "14 cm, with pestle, 3 kg. Rinse with water only: stone remembers soap.", (
        Item("Marble Mortar", 6900, "Marble", "white",
             "White marble with grey veins, polished outside and rough within."),
        Item("Granite Mortar", 5900, "Granite", "grey", "Dark granite for curry pastes and pesto wars."),
    ), grams=3000),
))  # fmt: skip

CASA_VERDE = Seller(
    "Casa Verde", "A kitchen that invites you to stay.", "Portugal", (_COOKWARE, _TABLEWARE, _BOARDS)
)
