"""What the register says about one tag of the labeling language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a tag does in a configuration."""

    OBJECT = "object"  # shows a field of the item's data
    CONTROL = "control"  # asks for something about an object
    OPTION = "option"  # one possible answer of a control
    PART = "part"  # a piece of one object or control that is no answer, such as a channel of a time series
    LAYOUT = "layout"  # arranges the others


class Kind(StrEnum):
    """What an attribute must hold, where its values cannot be listed."""

    FIELD = "field"  # `$name`, a field of the item's data
    SHOWN = "shown"  # such a field, or words that stand in the configuration themselves
    COUNT = "count"  # a whole number above zero
    NUMBER = "number"  # a number
    RATE = "rate"  # a number above zero, or a field that holds one


@dataclass(frozen=True, slots=True)
class Tag:
    """A supported tag.

    `understood` maps attributes to their possible values (empty: any) and `kinds` says what else they must be;
    `required` are those that must be written, and of `sources` (what an object reads) at least one. `lists` are
    attributes that hold words separated by commas. Only of the `CASED` does the case matter, as it does on Label
    Studio's server; `cosmetic` and `off` are lower case.

    A control's `objects` names the object tags it may point to and `targets` how many at once; with `shares` a question
    about the whole item may name more, which then share its answer. `option` is the tag of
    its answers (`nests`: they may hold each other), `parts` are tags inside that are no answers. `draws`: an answer is
    a region of the object; `names`: its options are the labels of regions, which on the objects of `names_only` other
    controls draw. `result_type` is the `type` of its entries in a result.
    """

    name: str
    role: Role
    about: str
    understood: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cosmetic: frozenset[str] = frozenset()
    off: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objects: tuple[str, ...] = ()
    targets: int = 1
    shares: bool = False
    option: str = ""
    nests: bool = False
    parts: tuple[str, ...] = ()
    draws: bool = False
    names: bool = False
    names_only: tuple[str, ...] = ()
    result_type: str = ""

    def values_of(self, attribute: str) -> tuple[str, ...] | None:
        """The values that an attribute may have, empty for any; None when it cannot be written at all."""
        if attribute in self.understood:
            return self.understood[attribute]
        lower = attribute.lower()
        if lower in self.off:
            return self.off[lower] or None
        return () if lower in self.cosmetic or lower.startswith(FOR_MODELS) else None

    def spelled(self, attribute: str) -> str:
        """The attribute as its row spells it, where its case does not matter."""
        lower = SPELLINGS.get(attribute.lower(), attribute.lower())
        return next((name for name in self.understood if name.lower() == lower and name not in CASED), attribute)


# What Label Studio's server and its clients read from a configuration, in this case only.
CASED = frozenset({"name", "toName", "value", "valueList", "alias"})

# Other spellings of attributes, in lower case, which templates of Label Studio have.
SPELLINGS = {"maxusage": "maxusages"}

# Model backends read these from the configuration; neither the server nor the page has a use for them.
FOR_MODELS = ("model_", "predicted_values")
