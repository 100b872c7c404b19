"""Why an import or an export is refused."""

from typing import ClassVar

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


class UnknownImport(NotFound):
    """No such import here, or another seller's."""

    code: ClassVar[str] = "import_not_found"
    title: ClassVar[str] = "There is no such import"


class UnreadableFile(RuleBroken):
    """The file is none that can be imported; `errors` names the field `file`."""

    code: ClassVar[str] = "unreadable_file"
    title: ClassVar[str] = "The file cannot be read"


class InvalidMapping(RuleBroken):
    """Columns that cannot be read as told; `errors` names each header."""

    code: ClassVar[str] = "invalid_mapping"
    title: ClassVar[str] = "The columns cannot be read like that"


class ImportBusy(Conflict):
    """Another import of the same shop or seller is running. Fact `import_id`, when it is known."""

    code: ClassVar[str] = "import_running"
    title: ClassVar[str] = "Another import is running"


class WrongImportState(Conflict):
    """Not now. Fact `status`."""

    code: ClassVar[str] = "import_state"
    title: ClassVar[str] = "The import is not in a state for that"


def unreadable(message: str, /) -> UnreadableFile:
    """The refusal with its reason at the field."""
    return UnreadableFile(message, errors={"file": [message]})


class TooLongForWorkbook(RuleBroken):
    """More rows than a sheet can hold."""

    code: ClassVar[str] = "too_long_for_workbook"
    title: ClassVar[str] = "A workbook holds at most 1,048,575 rows: choose CSV"
