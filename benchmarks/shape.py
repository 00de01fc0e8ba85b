"""The shape of the code: lengths of functions and modules, kinds of test. Run as: python -m benchmarks.shape"""

import ast
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parent.parent


def function_lengths(file: Path) -> list[int]:
    """Lines of each function without its docstring."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_docstring = isinstance(first, ast.Expr) and isinstance(getattr(first, "value", None), ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
            found.append((node.end_lineno or 0) - node.lineno + 1 - docstring)
    return found


def line(name: str, numbers: list[int]) -> str:
    """Count, median, 90th percentile and maximum."""
    tenth = quantiles(numbers, n=10)[-1]
    spread = f"median {median(numbers):>4.0f}   p90 {tenth:>4.0f}   max {max(numbers):>4}"
    return f"{name:<28} n {len(numbers):>5}   {spread}"


def main() -> None:
    """Print the table."""
    for title, folder in (("package", "supervisionbot"), ("tests", "tests")):
        files = sorted((ROOT / folder).rglob("*.py"))
        print(line(f"functions of the {title}", [length for file in files for length in function_lengths(file)]))
        print(line(f"modules of the {title}", [len(file.read_text("utf-8").splitlines()) for file in files]))
        if folder == "supervisionbot":
            own = [file for file in files if "playground" not in file.parts]
            print(line("  without the playground", [n for file in own for n in function_lengths(file)]))


if __name__ == "__main__":
    main()
