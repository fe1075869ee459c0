"""A server, and a person who works with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Literal

import httpx

from assay.client.project import Project
from assay.client.reading import read
from assay.client.rows import Dataset, Group, Ontology, Person, Tag
from assay.client.transport import TIMEOUT_SECONDS, Transport


class Assay:
    """The server at `url`, as the person whose token it is: a legacy key or a personal access token.

    Use it as a context, or call `close` in the end. `http` is a client of your own, with proxies or certificates.
    """

    def __init__(self, url: str, token: str, *, timeout: float = TIMEOUT_SECONDS, http: httpx.Client | None = None):
        self._transport = Transport(url, token, timeout=timeout, http=http)

    def __enter__(self) -> Assay:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections."""
        self._transport.close()

    def me(self) -> Person:
        """The person whose token it is."""
        return read(Person, self._transport.call("GET", "/api/current-user/whoami"))

    def people(self) -> list[Person]:
        """The people of the organization; annotators and reviewers see themselves only."""
        return [read(Person, each) for each in self._transport.call("GET", "/api/users/")]

    def groups(self) -> list[Group]:
        """The groups of the organization."""
        return [read(Group, each) for each in self._transport.call("GET", "/api/groups/")]

    def tags(self) -> list[Tag]:
        """The tags that projects of the organization can have."""
        return [read(Tag, each) for each in self._transport.call("GET", "/api/project-tags/")]

    def create_tag(self, title: str) -> Tag:
        """A new tag; `project.change(tags=[tag.id])` gives it to a project."""
        return read(Tag, self._transport.call("POST", "/api/project-tags/", body={"title": title}))

    def projects(self, *, search: str | None = None, tags: Sequence[int] = ()) -> Iterator[Project]:
        """The projects that this person sees, with all of some tags."""
        query = {"title": search, "tags": ",".join(map(str, tags)) or None}
        found = self._transport.results("/api/projects/", query)
        return (Project(self._transport, each) for each in found)

    def project(self, number: int) -> Project:
        """One project. Raises NotFound."""
        return Project(self._transport, self._transport.call("GET", f"/api/projects/{number}/"))

    def create_project(
        self,
        title: str,
        *,
        label_config: str | None = None,
        ontology: int | None = None,
        datasets: Sequence[int] = (),
        preset: Literal["manual_qa", "annotation_review"] = "manual_qa",
        publish: bool = True,
        **settings: Any,
    ) -> Project:
        """A new project, with a configuration of its own or an ontology, and its data."""
        body: dict[str, Any] = {"title": title, "preset": preset, **settings}
        if label_config is not None:
            body["label_config"] = label_config
        if ontology is not None:
            body["ontology"] = ontology
        if datasets:
            body["datasets"] = list(datasets)
        made = Project(self._transport, self._transport.call("POST", "/api/projects/", body=body))
        return made.change(is_published=True) if publish else made

    def datasets(self) -> Iterator[Dataset]:
        """The named datasets of the organization."""
        return (read(Dataset, each) for each in self._transport.results("/api/datasets/", {}))

    def create_dataset(self, title: str, rows: Sequence[Mapping[str, Any]] = (), *, description: str = "") -> Dataset:
        """A new dataset, with rows of data, such as {"image": "https://example.org/a.png"}."""
        body = {"title": title, "description": description}
        made = read(Dataset, self._transport.call("POST", "/api/datasets/", body=body))
        if rows:
            self.add_data(made.id, rows)
        return made

    def add_data(self, dataset: int, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Adds rows to a dataset; they become tasks in every project that it is attached to."""
        path = f"/api/datasets/{dataset}/import"
        return dict(self._transport.call("POST", path, body=[dict(row) for row in rows]))

    def ontologies(self) -> Iterator[Ontology]:
        """The ontologies of the organization."""
        return (read(Ontology, each) for each in self._transport.results("/api/ontologies/", {}))

    def create_ontology(self, title: str, label_config: str) -> Ontology:
        """A new ontology whose first version is this labeling configuration."""
        body = {"title": title, "label_config": label_config}
        return read(Ontology, self._transport.call("POST", "/api/ontologies/", body=body))
