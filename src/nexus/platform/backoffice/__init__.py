"""What a context needs to appear in the back office: it describes pages and actions, `web.backoffice` draws them.

A context's `interfaces/admin.py` derives from RecordAdmin: lists and pages are read-only, and every change is an Action that
calls a use case or a service. See docs/how-to/back-office.md.
"""

from nexus.platform.backoffice.access import is_operator, is_owner, is_staff
from nexus.platform.backoffice.actions import Action, Asked, Done
from nexus.platform.backoffice.forms import (
    AmountField,
    BackOfficeForm,
    FieldValues,
    MomentField,
    PairsField,
    ReasonForm,
)
from nexus.platform.backoffice.lists import choices
from nexus.platform.backoffice.records import RecordAdmin, column
from nexus.platform.backoffice.registry import Tile, add_digest, add_names, add_panel, add_tiles, links_to
from nexus.platform.backoffice.sections import Facts, Json, Letter, Moment, Section, Table, Text, Timeline
from nexus.platform.backoffice.values import Badge, Code, Figure, Link, Picture, link_to, money, shown, words

__all__ = [
    "Action",
    "AmountField",
    "Asked",
    "BackOfficeForm",
    "Badge",
    "Code",
    "Done",
    "Facts",
    "FieldValues",
    "Figure",
    "Json",
    "Letter",
    "Link",
    "Moment",
    "MomentField",
    "PairsField",
    "Picture",
    "ReasonForm",
    "RecordAdmin",
    "Section",
    "Table",
    "Text",
    "Tile",
    "Timeline",
    "add_digest",
    "add_names",
    "add_panel",
    "add_tiles",
    "choices",
    "column",
    "is_operator",
    "is_owner",
    "is_staff",
    "link_to",
    "links_to",
    "money",
    "shown",
    "words",
]
