"""All cases of hostile mail, by class, in a fixed order."""

from __future__ import annotations

from tests.hostile import bombs, floods, forged, injected
from tests.hostile.case import Build

CLASSES: dict[str, tuple[Build, ...]] = {
    "injected": tuple(injected.builds()),
    "forged": tuple(forged.builds()),
    "bombs": tuple(bombs.builds()),
    "floods": tuple(floods.builds()),
}
"""Every case belongs to one class."""


def builds(every: int = 1) -> list[Build]:
    """Return the cases, or every `every`-th of each class."""
    return [build for some in CLASSES.values() for build in some[::every]]
