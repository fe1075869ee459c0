"""Results of every kind through the API: held against the item, and kept in mind when a configuration changes."""

from __future__ import annotations

from typing import Any

from tests import world
from tests.cast import Cast

from assay.kit.db import Connection

CONFIG = """<View>
  <Text name="text" value="$text"/> <Video name="film" value="$film"/>
  <Labels name="spans" toName="text"><Label value="Person"/></Labels>
  <VideoRectangle name="box" toName="film"/>
  <Labels name="what" toName="film"><Label value="Car"/><Label value="Bus"/></Labels>
  <Choices name="answer" toName="text" value="$answers"/>
  <TextArea name="why" toName="text" required="true" visibleWhen="choice-selected" whenTagName="answer"/>
  <Taxonomy name="tree" toName="text"><Choice value="Plant"><Choice value="Oak"/><Choice value="Elm"/></Choice>
  </Taxonomy>
  <Relations><Relation value="owns"/><Relation value="near"/></Relations>
</View>"""
ITEM = {"text": "Lena", "film": "/film.mp4", "answers": ["Yes", {"value": "No", "alias": "n"}]}

SPAN: dict[str, Any] = {
    "id": "s",
    "from_name": "spans",
    "to_name": "text",
    "type": "labels",
    "value": {"start": 0, "end": 4, "labels": ["Person"]},
}
TRACK = {
    "id": "t",
    "from_name": "box",
    "to_name": "film",
    "type": "videorectangle",
    "value": {
        "framesCount": 50,
        "labels": ["Car"],
        "sequence": [{"frame": 1, "x": 1, "y": 1, "width": 5, "height": 5, "enabled": True}],
    },
}
TREE = {"from_name": "tree", "to_name": "text", "type": "taxonomy", "value": {"taxonomy": [["Plant", "Oak"]]}}
LINK = {"type": "relation", "from_id": "s", "to_id": "t", "direction": "right", "labels": ["owns"]}


def _answer(word: str) -> dict[str, Any]:
    return {"from_name": "answer", "to_name": "text", "type": "choices", "value": {"choices": [word]}}


def _why(text: str) -> dict[str, Any]:
    return {"from_name": "why", "to_name": "text", "type": "textarea", "value": {"text": [text]}}


def test_a_result_is_held_against_its_item(db: Connection, cast: Cast) -> None:
    place = world.build(db, cast, data=[ITEM, {**ITEM, "answers": ["Perhaps"]}], config=CONFIG)
    first, second = place.task_ids

    def field(task: int, *result: dict[str, Any]) -> str:
        answer = place.submit(cast.ann1, task, list(result))
        assert answer.status_code == 400, answer.text
        return str(answer.json()["problems"][0]["field"])

    assert field(first, {**SPAN, "value": {**SPAN["value"], "end": 5}}) == "result[0].value.end"
    assert field(second, _answer("Yes")) == "result[0].value.choices"
    assert field(first, _answer("Yes")) == "why"  # asked as soon as something is chosen
    whole = [SPAN, TRACK, TREE, LINK, _answer("n"), _why("Because")]
    assert place.submit(cast.ann1, first, whole).status_code == 201
    assert place.submit(cast.ann1, second, [SPAN]).status_code == 201


def test_a_configuration_keeps_what_tracks_trees_and_links_use(db: Connection, cast: Cast) -> None:
    place = world.build(db, cast, data=[ITEM], config=CONFIG)
    assert place.submit(cast.ann1, place.task_ids[0], [SPAN, TRACK, TREE, LINK]).status_code == 201

    def messages(*cuts: str) -> list[str]:
        config = CONFIG
        for cut in cuts:
            assert cut in config
            config = config.replace(cut, "")
        answer = cast.manager.client.patch(f"/api/projects/{place.project_id}/", json={"label_config": config})
        return [] if answer.status_code == 200 else [each["message"] for each in answer.json()["problems"]]

    used = ['<Label value="Car"/>', '<Choice value="Oak"/>', '<Relation value="owns"/>']
    assert messages(*used) == [
        '"Car" of "what" was given once.',
        '"Oak" of "tree" was given once.',
        'The relation "owns" was given once.',
    ]
    assert messages('<Label value="Bus"/>', '<Choice value="Elm"/>', '<Relation value="near"/>') == []
