"""What can be wrong with a question to a data address; every answer has one body."""

from collections.abc import Mapping, Sequence
from typing import Any

LISTED = 12


class ApiError(Exception):
    """Say what is wrong, with everything that the answer needs."""

    status = 400
    code = "nilai_salah"
    text_key = "api_wrong_value"

    def __init__(self, *, parameter: str | None = None, allowed: Sequence[str] = (), **values: object) -> None:
        super().__init__(f"{self.code} {parameter or ''}")
        self.parameter = parameter
        self.allowed = tuple(allowed)
        self.values = values

    def more(self) -> Mapping[str, Any]:
        """Return what stands beside the error in the body."""
        return {}


class WrongValueError(ApiError):
    """Say that a parameter has a value that it cannot have."""


class RepeatedError(ApiError):
    """Say that a parameter stands twice where one value is expected."""

    code = "nilai_ganda"
    text_key = "api_repeated"


class UnknownParameterError(ApiError):
    """Say that an address does not know a parameter."""

    code = "parameter_tidak_dikenal"
    text_key = "api_unknown_parameter"


class UnknownAddressError(ApiError):
    """Say that nothing is at an address."""

    status = 404
    code = "tidak_ditemukan"
    text_key = "api_missing"


class MethodError(ApiError):
    """Say that data addresses only answer questions."""

    status = 405
    code = "metode_salah"
    text_key = "api_method"


class PrunedError(ApiError):
    """Say that a release was pruned, and what is left of it."""

    status = 410
    code = "rilis_dipangkas"
    text_key = "api_pruned"

    def __init__(self, *, record: Mapping[str, Any], allowed: Sequence[str]) -> None:
        super().__init__(parameter="rilis", allowed=allowed, release=record["rilis"], day=record["dipangkas"][:10])
        self._record = record

    def more(self) -> Mapping[str, Any]:
        """Return the record of the release with the checksums of its files."""
        return {"rilis": self._record}


class NoDataError(ApiError):
    """Say that no release is there, or that the database cannot be reached."""

    status = 503
    code = "belum_ada_rilis"
    text_key = "error_release"
