"""The projects of the demo as plain values: what there is to label, who has labelled and reviewed how much of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assay.demo.letters import ENTITIES
from assay.demo.messages import SENTIMENTS

Kind = Literal["messages", "letters", "crossings", "harbour"]

PICTURES = 24
HARBOUR_PICTURES = 8

# What the drawings call an object, and what the project calls it.
OBJECTS = {
    "Car": "Car",
    "Person": "Pedestrian",
    "Bicycle": "Bicycle",
    "Traffic light": "Traffic light",
    "Bus": "Bus",
}
HARBOUR_OBJECTS = {
    "Boat": "Boat",
    "Buoy": "Buoy",
    "Bird": "Bird",
    "Lighthouse": "Lighthouse",
    "Person": "Pedestrian",
}
NAMES = {**HARBOUR_OBJECTS, **OBJECTS}
_COLOURS = ("#2f6fed", "#c02660", "#1a7f4b", "#8b3fc7", "#b4540a", "#0f7f8c")


@dataclass(frozen=True, slots=True)
class Stint:
    """Some work that one person did in one go: so many items, begun so many hours before the demo was made."""

    person: str
    work: Literal["annotate", "review"]
    items: int
    hours_ago: float


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """One project. The stints are done in their order."""

    kind: Kind
    title: str
    description: str
    instruction: str
    config: str
    stints: tuple[Stint, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    members: tuple[str, ...] = ("mira", "tomas", "jonas", "lena", "aiko")


def _labels(names: tuple[str, ...]) -> str:
    return "\n".join(
        f'    <Label value="{name}" background="{colour}"/>' for name, colour in zip(names, _COLOURS, strict=False)
    )


_SENTIMENT_CONFIG = f"""<View>
  <Text name="text" value="$text"/>
  <Header value="How does the writer feel about it?"/>
  <Choices name="sentiment" toName="text" choice="single" required="true" requiredMessage="Choose a sentiment">
{chr(10).join(f'    <Choice value="{name}"/>' for name in SENTIMENTS)}
  </Choices>
</View>
"""

_ENTITIES_CONFIG = f"""<View>
  <Labels name="entities" toName="text">
{_labels(ENTITIES)}
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""

_OBJECTS_CONFIG = f"""<View>
  <RectangleLabels name="objects" toName="image">
{_labels(tuple(OBJECTS.values()))}
  </RectangleLabels>
  <Image name="image" value="$image"/>
</View>
"""

_HARBOUR_CONFIG = f"""<View>
  <RectangleLabels name="objects" toName="image">
{_labels(tuple(HARBOUR_OBJECTS.values()))}
  </RectangleLabels>
  <Image name="image" value="$image"/>
  <Choices name="seen" toName="image" perRegion="true" choice="single">
    <Choice value="Whole"/>
    <Choice value="In part"/>
  </Choices>
</View>
"""

PROJECTS = (
    ProjectPlan(
        kind="crossings",
        title="Street crossings",
        description="Objects at crossings, for a model that helps people across the road.",
        instruction=(
            "Draw a box around every car, bus, bicycle, pedestrian and traffic light that you can recognise. A box "
            "touches the object on all four sides and holds only the part that can be seen. A rider and the bicycle "
            "are one box; an umbrella belongs to whoever carries it. Of a traffic light, box the lamps, not the post."
        ),
        config=_OBJECTS_CONFIG,
        stints=(
            Stint("tomas", "annotate", 7, 51),
            Stint("mira", "annotate", 8, 49),
            Stint("jonas", "review", 8, 27),
            Stint("tomas", "annotate", 1, 25),
            Stint("lena", "review", 3, 4),
        ),
        settings={"review_settings": {"require_comment_on_reject": True, "default_reject_action": "requeue"}},
    ),
    ProjectPlan(
        kind="harbour",
        title="Harbour basin",
        description="What swims, flies and stands in the harbour. Every box is reviewed by itself.",
        instruction=(
            "Draw a box around every boat, buoy, bird, pedestrian and the lighthouse, however small. A box touches the "
            "thing on all four sides. Say whether the whole of it is in the picture, or only a part."
        ),
        config=_HARBOUR_CONFIG,
        stints=(
            Stint("tomas", "annotate", 3, 43),
            Stint("mira", "annotate", 2, 42),
            Stint("jonas", "review", 3, 26),
            Stint("tomas", "annotate", 2, 18),
            Stint("jonas", "review", 1, 5),
        ),
        settings={
            "preset": "manual_qa",
            "review_settings": {
                "instruction": "Reject a box that holds too much air, and report what has none where it is.",
                "reject_reasons": [
                    {"text": "Box too loose", "key": "1"},
                    {"text": "Wrong class", "key": "2"},
                    {"text": "Not one of the things to box", "key": "3"},
                ],
            },
        },
    ),
    ProjectPlan(
        kind="letters",
        title="Service desk letters",
        description="Names in letters to the service desk, so that each one reaches the right drawer.",
        instruction=(
            "Mark every person, product, place, date, amount and reference number. Mark the whole name and nothing "
            "around it: no title such as Ms, no comma, no space at the end. An amount includes its currency."
        ),
        config=_ENTITIES_CONFIG,
        stints=(
            Stint("tomas", "annotate", 10, 46),
            Stint("mira", "annotate", 8, 45),
            Stint("lena", "review", 8, 22),
            Stint("tomas", "annotate", 3, 20),
            Stint("jonas", "review", 4, 3),
        ),
        settings={"review_settings": {"default_reject_action": "requeue"}},
    ),
    ProjectPlan(
        kind="messages",
        title="Service messages",
        description="How customers feel. Two people read each message, because feelings are open to doubt.",
        instruction=(
            "Read the message as its writer meant it, irony included. Mixed means that praise and blame are both "
            "there. A plain question or notice is neutral, however politely it is put."
        ),
        config=_SENTIMENT_CONFIG,
        stints=(
            Stint("mira", "annotate", 28, 48),
            Stint("tomas", "annotate", 24, 44),
            Stint("jonas", "review", 14, 24),
            Stint("lena", "review", 10, 21),
            Stint("tomas", "annotate", 1, 19),
        ),
        settings={
            "maximum_annotations": 2,
            "review_settings": {"review_criteria": "all", "default_reject_action": "requeue"},
        },
    ),
)
