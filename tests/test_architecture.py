"""The shape of the code: who may import whom, where FastAPI and SQL live, how long a file is, how things are called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "assay"
WEB = ROOT / "web" / "src"

# From the top to the bottom. A package imports only what stands below it; those in one row do not know one another.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__", "cli"),
    ("demo", "doctor", "newcomer"),
    ("server",),
    ("main",),
    ("page",),
    ("insights", "exchange", "inbox", "activity"),
    ("datamanager",),
    ("queue",),
    ("reviews",),
    ("annotations",),
    ("datasets",),
    ("tasks",),
    ("projects",),
    ("access",),
    ("history",),
    ("migrations",),
    ("kit",),
    ("client", "metrics"),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FEATURES = {name for layer in LAYERS[RANK["insights"] : RANK["history"] + 1] for name in layer}

# Where inside of a feature something may stand: in a file or folder of this name, or a file whose last word it is.
HTTP_PLACES = {"api", "deps"}
SQL_PLACES = {"queries", "rows"}
JOB_PLACES = {"jobs"}

LONGEST = 450
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "constants", "types", "misc", "shared", "lib"}

# What a rule may not know: the time, chance, the machine, the network, the database.
IMPURE = {
    "asyncio", "fastapi", "glob", "httpx", "io", "logging", "os", "pathlib", "psycopg", "psycopg_pool", "random",
    "secrets", "shutil", "socket", "sqlalchemy", "starlette", "subprocess", "sys", "tempfile", "threading", "time",
    "uuid",
}  # fmt: skip
RULES_MAY_IMPORT = re.compile(r"assay\.(metrics|kit\.errors|kit\.words|kit\.brush_rle|\w+\.(\w+\.)?rules)(\.|$)")

SQL = re.compile(
    r"\s*(select\s|insert into\s|update \w+ (\w+ )?set\s|delete from\s|with (recursive )?\w+ as\s?\()", re.I
)

# Libraries that a feature has only in such places; what no feature has is wrapped by `kit`.
KEPT_IN: dict[str, set[str]] = {
    "alembic": set(),
    "av": {"media"},
    "httpx": {"fetching", "posting", "client"},
    # masks of millions of pixels are packed and unpacked in `exchange.formats`, outlines of sounds made in `media`
    "numpy": {"metrics", "formats", "media"},
    "obstore": set(),
    "procrastinate": JOB_PLACES,
    "psycopg": SQL_PLACES | JOB_PLACES,
    "psycopg_pool": set(),
    "rapidfuzz": {"metrics"},
    "scipy": {"metrics"},
    "shapely": {"metrics"},
    "sqlalchemy": set(),
}


@dataclass(frozen=True)
class Module:
    """A file of the server, parsed."""

    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders and the name, without the package: ("queue", "api", "drafts")."""
        return self.path.relative_to(SOURCE).with_suffix("").parts

    @property
    def package(self) -> str:
        return self.parts[0]

    @property
    def is_rule(self) -> bool:
        return "rules" in self.parts[1:]

    def __str__(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """The full names of everything that is imported, wherever in the file."""
        found: list[str] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found += [f"{node.module}.{alias.name}" for alias in node.names]
        return tuple(found)

    def is_in(self, places: set[str]) -> bool:
        """Whether it is such a file, or stands in such a folder, of its feature."""
        *folders, name = self.parts
        return bool({*folders, name, name.rsplit("_", 1)[-1]} & places)


@cache
def modules() -> list[Module]:
    return [Module(path) for path in sorted(SOURCE.rglob("*.py"))]


def every(condition: object) -> Iterator[Module]:
    assert callable(condition)
    return (module for module in modules() if condition(module))


def test_every_package_has_its_place() -> None:
    assert {module.package for module in modules()} - RANK.keys() - {"__init__"} == set()


def test_packages_import_only_downwards() -> None:
    wrong = []
    for module in every(lambda m: m.package in RANK):
        for name in module.imports:
            parts = name.split(".")
            if parts[0] != "assay" or len(parts) < 2 or parts[1] not in RANK or parts[1] == module.package:
                continue
            if RANK[parts[1]] <= RANK[module.package]:
                wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_inside_a_feature_nothing_imports_its_routes_but_routes() -> None:
    wrong = []
    for module in every(lambda m: m.package in FEATURES and not m.is_in(HTTP_PLACES)):
        wrong += [f"{module} imports {name}" for name in module.imports if re.match(r"assay\.\w+\.(api|deps)\b", name)]
    assert wrong == []


def test_queries_do_not_know_who_calls_them() -> None:
    """They import rules, other queries and tools: never the verbs that use them."""
    allowed = re.compile(r"assay\.(kit|metrics|\w+\.(\w+\.)?(queries|rules|\w+_queries|\w+_filters))(\.|$)")
    wrong = []
    for module in every(lambda m: m.package in FEATURES and m.is_in({"queries"})):
        wrong += [
            f"{module} imports {name}"
            for name in module.imports
            if name.startswith("assay.") and not allowed.match(name)
        ]
    assert wrong == []


def test_http_stays_at_the_edge() -> None:
    wrong = []
    for module in every(lambda m: m.package in FEATURES and not m.is_in(HTTP_PLACES)):
        wrong += [
            f"{module} imports {name}" for name in module.imports if name.split(".")[0] in ("fastapi", "starlette")
        ]
    assert wrong == []


def test_sql_stays_in_queries() -> None:
    wrong = []
    for module in every(lambda m: m.package in FEATURES and not m.is_in(SQL_PLACES)):
        documentation = {id(text) for text in _docstrings(module.tree)}
        for node in ast.walk(module.tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
            if is_text and SQL.match(node.value):  # type: ignore[attr-defined]
                wrong.append(f"{module}:{node.lineno}")  # type: ignore[attr-defined]
    assert wrong == []


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def test_rules_are_pure() -> None:
    wrong = []
    for module in every(lambda m: m.is_rule):
        for name in module.imports:
            if name.split(".")[0] in IMPURE:
                wrong.append(f"{module} imports {name}")
            if name.startswith("assay.") and not RULES_MAY_IMPORT.match(name):
                wrong.append(f"{module} imports {name}")
        wrong += [f"{module} asks for the time" for node in ast.walk(module.tree) if _asks_for_the_time(node)]
        wrong += [f"{module} opens a file" for node in ast.walk(module.tree) if _calls(node, "open")]
    assert wrong == []


def _asks_for_the_time(node: ast.AST) -> bool:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_call and node.func.attr in ("now", "today", "utcnow")  # type: ignore[attr-defined]


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def test_only_the_edge_commits() -> None:
    """One request is one transaction: what a feature does is committed where the request ends."""
    wrong = []
    for module in every(lambda m: m.package in FEATURES and not m.is_in(HTTP_PLACES | JOB_PLACES)):
        for node in ast.walk(module.tree):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and node.func.attr in ("commit", "rollback"):  # type: ignore[attr-defined]
                wrong.append(f"{module}:{node.lineno}")  # type: ignore[attr-defined]
    assert wrong == []


@pytest.mark.parametrize("library", sorted(KEPT_IN))
def test_libraries_stay_in_their_place(library: str) -> None:
    wrong = [
        str(module)
        for module in every(lambda m: m.package in FEATURES and not m.is_in(KEPT_IN[library]))
        if any(name.split(".")[0] == library for name in module.imports)
    ]
    assert wrong == []


def _files() -> Iterator[Path]:
    for folder, endings in ((SOURCE, (".py",)), (ROOT / "tests", (".py",)), (WEB, (".ts", ".tsx", ".css"))):
        for path in sorted(folder.rglob("*")):
            if path.suffix in endings and ".gen." not in path.name:
                yield path


def test_no_file_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in _files()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_names_say_what_a_thing_is() -> None:
    wrong = {
        path.relative_to(ROOT).as_posix()
        for path in _files()
        if FORBIDDEN_NAMES & {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts}
    }
    assert wrong == set()


def test_everything_public_is_documented() -> None:
    wrong = []
    for module in modules():
        if not ast.get_docstring(module.tree):
            wrong.append(str(module))
        for node in module.tree.body:
            is_thing = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if is_thing and not node.name.startswith("_") and not ast.get_docstring(node):  # type: ignore[attr-defined,arg-type]
                wrong.append(f"{module}:{node.lineno} {node.name}")  # type: ignore[attr-defined]
    assert wrong == []
