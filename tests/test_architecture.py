"""The house rules that no type can hold: who imports whom, where SQL, clock and chance occur, how long is too long."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import supervisionbot
from supervisionbot.settings import Settings

PACKAGE = Path(supervisionbot.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION = 40
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
SQL = ("select ", "insert ", "update ", "delete from ", "create table", "pragma ", "vacuum")
NO_FLOWS = {"__init__", "ports", "looking_back", "posting", "wording", "audience"}
"""The ports, and first steps that several flows share; they import no flow themselves."""
DATABASE_CALLS = {"execute", "executemany", "executescript", "run", "rows", "query", "insert"}


def name_of(file: Path) -> str:
    """The file as it stands in the package."""
    return file.relative_to(PACKAGE).as_posix()


@cache
def parsed() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the package, with its name."""
    return tuple((name_of(file), ast.parse(file.read_text(encoding="utf-8"))) for file in MODULES)


def attributes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each `a.b` of a module, as a and b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            yield owner, node.attr


def first_words(node: ast.AST) -> str:
    """How a string begins, an f-string included; empty for anything else."""
    if isinstance(node, ast.JoinedStr) and node.values:
        return first_words(node.values[0])
    if isinstance(node, ast.BinOp):
        return first_words(node.left)
    return node.value.lstrip().lower() if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_the_import_contracts_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_contract_that_keeps_flows_apart_names_every_flow() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    [apart] = [one for one in tools["importlinter"]["contracts"] if one["name"] == "Flows do not import flows"]
    flows = {file.stem for file in (PACKAGE / "flows").glob("*.py")} - NO_FLOWS

    assert set(apart["modules"]) == {f"supervisionbot.flows.{flow}" for flow in flows}


def test_sql_occurs_in_adapters_alone() -> None:
    found = {
        name
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in DATABASE_CALLS and node.args
        if first_words(node.args[0]).startswith(SQL)
    }

    assert found
    assert all(name.startswith("adapters/") for name in found)


def test_only_the_database_opens_a_connection() -> None:
    users = {name for name, tree in parsed() if {"sqlite3", "sqlite_utils"} & imported(tree)}

    assert users == {"adapters/database.py", "adapters/schema.py"}


def imported(tree: ast.Module) -> set[str]:
    """The top-level packages that a module imports."""
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | from_}


def test_the_clock_is_read_in_the_app_alone() -> None:
    readers = {name for name, tree in parsed() if CLOCKS & set(attributes(tree))}

    assert all(name.startswith("app/") for name in readers)


def test_the_environment_is_read_in_the_app_alone() -> None:
    readers = {name for name, tree in parsed() if {("os", "environ"), ("os", "getenv")} & set(attributes(tree))}

    assert all(name.startswith("app/") for name in readers)


def test_chance_comes_from_the_app_alone() -> None:
    """A generator with a seed gives the same each time, so it is no chance."""
    users = {name for name, tree in parsed() if {"uuid", "secrets"} & imported(tree)}
    users |= {
        name for name, tree in parsed() for owner, what in attributes(tree) if owner == "random" and what != "Random"
    }

    assert all(name.startswith(("app/", "playground/")) for name in users)


def test_nothing_supervisors_see_knows_the_private_side() -> None:
    for name in ("views/digest.py", "rules/digest.py", "adapters/released_store.py", "records/released.py"):
        source = (PACKAGE / name).read_text(encoding="utf-8")

        assert "records.private" not in source
        assert "private_store" not in source


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = {
        f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_nobody_catches_everything() -> None:
    broad = {
        name
        for name, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or {"Exception", "BaseException"} & {getattr(one, "id", "") for one in ast.walk(node.type)}
    }

    assert broad <= {"adapters/database.py"}  # rolls back, and raises again


def test_the_example_of_an_environment_names_every_setting_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.lstrip("# ").partition("=")[0] for line in lines if "=" in line and line.lstrip("# ")[:1].isupper()}

    assert {name for name in named if name == name.upper()} == {name.upper() for name in Settings.model_fields}


def test_the_example_of_an_environment_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    secrets = [line for line in lines if any(word in line.partition("=")[0] for word in ("TOKEN", "KEY", "SECRET"))]

    assert all(line.partition("=")[2].strip() in ("", "xoxb-", "xapp-") for line in secrets if not line.startswith("#"))
