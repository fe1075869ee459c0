"""What lists say an item is, as far as its data tells."""

from __future__ import annotations

import orjson
import pytest

from assay.tasks.rules.kinds import kind_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"image": "https://files.example/01.PNG?size=2"}, "image"),
        ({"image": "s3://street/rainy days/front left.png"}, "image"),
        ({"picture": "https://files.example/rainy days/01.jpg"}, "image"),
        ({"image": "https://files.example/get?id=5"}, "image"),
        ({"image": "data:image/png;base64,AAAA"}, "image"),
        ({"video_url": "https://files.example/7"}, "video"),
        ({"images": ["https://files.example/1", "https://files.example/2"]}, "image_group"),
        ({"images": ["/a.png", "/b.png"]}, "image_group"),
        ({"url": "https://files.example/7"}, "text"),
        ({"text": "See front left.png"}, "text"),
        ({"image": "none"}, "text"),
        ({"sound": "/a.wav", "picture": "/a.png"}, "audio"),
        ({"html": "<p>Seen</p>"}, "html"),
        ({"size": 4}, "data"),
    ],
)
def test_the_kind_is_that_of_the_first_medium(data: dict[str, object], kind: str) -> None:
    assert kind_of(orjson.dumps(data)) == kind
