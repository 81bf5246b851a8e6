"""Statements of the common subset, as DuckDB has them, in the SQL of Spark: SQLGlot, and what it leaves.

All columns that are looked up by `in` and `not in` hold no null, as `people.frame.store` says: `not in` is a
join without partners then, which Spark shares out; its own `not in` would send the whole list to everyone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

KINDS = {"VARCHAR": "string", "TEXT": "string", "BIGINT": "bigint", "INT": "int", "BOOLEAN": "boolean"}
"""Types of columns that statements declare."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be done."""

    act: str
    """`view`, `table`, `empty` (a table without rows), `insert`."""
    name: str
    """Of the view or table."""
    query: str
    """In the SQL of Spark; of an empty table, its columns with their types."""


def statement(text: str, values: Mapping[str, object]) -> Statement:
    """A statement that makes or fills something; `values`: what stands for `$name`."""
    from sqlglot import exp

    tree = _parsed(text, values)
    if isinstance(tree, exp.Insert):
        query = tree.expression
        for key in ("with_", "with"):
            if tree.args.get(key):
                query.set(key, tree.args[key])
        return Statement("insert", tree.find(exp.Table).name, _written(query))
    assert isinstance(tree, exp.Create), text
    name = tree.find(exp.Table).name
    if tree.expression is None:
        columns = ", ".join(f"{each.name} {KINDS[each.kind.this.name]}" for each in tree.this.expressions)
        return Statement("empty", name, columns)
    act = "view" if tree.kind == "VIEW" else "table"
    return Statement(act, name, _written(tree.expression))


def query(text: str, values: Mapping[str, object]) -> str:
    """A query in the SQL of Spark."""
    return _written(_parsed(text, values))


def order(text: str) -> list[str]:
    """The columns by which a query is in order."""
    found = _parsed(text, {}).args.get("order")
    return [each.this.name for each in found.expressions] if found else []


def _parsed(text: str, values: Mapping[str, object]) -> exp.Expression:
    import sqlglot
    from sqlglot import exp

    def filled(node: exp.Expression) -> exp.Expression:
        if isinstance(node, (exp.Parameter, exp.Placeholder)) and node.name in values:
            return _literal(values[node.name])
        return node

    return sqlglot.parse_one(text, read="duckdb").transform(filled)


def _literal(value: object) -> exp.Expression:
    from sqlglot import exp

    if isinstance(value, Sequence) and not isinstance(value, str):
        return exp.Array(expressions=[_literal(each) for each in value])
    return exp.Literal.number(value) if isinstance(value, int) else exp.Literal.string(str(value))


def _written(tree: exp.Expression) -> str:
    return str(tree.transform(_mended).sql("spark"))


def _mended(node: exp.Expression) -> exp.Expression:
    """What SQLGlot leaves as DuckDB has it, or has otherwise."""
    from sqlglot import exp

    match node:
        case exp.Not(this=exp.In(args={"query": exp.Subquery()}) as member):
            found = _without_partner(member)
        case exp.GroupConcat():
            found = _in_order(node)
        case exp.Bracket(expressions=[exp.Slice(this=first, expression=last)]):
            # Of the first ones as many as there are.
            found = exp.Anonymous(this="slice", expressions=[node.this.transform(_mended), first, last])
        case exp.Anonymous() if node.name.lower() == "list_has_all":
            whole, part = (each.transform(_mended) for each in node.expressions)
            others = exp.Anonymous(this="array_except", expressions=[part, whole])
            found = exp.func("size", others).eq(0)
        case exp.Levenshtein():
            found = exp.func("levenshtein", _bytes(node.this), _bytes(node.expression))
        case exp.EQ(this=exp.Anonymous() as call, expression=exp.Literal(this="1")) if (
            call.name.lower() == "damerau_levenshtein"
        ):
            found = _one_slip(*call.expressions)
        case _:
            found = node
    return found


def _without_partner(member: exp.In) -> exp.Expression:
    """`not exists` for `not in (select …)`."""
    from sqlglot import exp

    inner = member.args["query"].this.transform(_mended)
    sought = member.this.expressions if isinstance(member.this, exp.Tuple) else [member.this]
    for place, column in enumerate(inner.selects):
        named = column.this if isinstance(column, exp.Alias) else column
        inner.selects[place].replace(exp.alias_(named.copy(), f"sought_{place}"))
    met = exp.and_(
        *(exp.column(f"sought_{place}", "those").eq(each.copy()) for place, each in enumerate(sought))
    )
    return exp.not_(exp.Exists(this=exp.select("1").from_(inner.subquery("those")).where(met)))


def _in_order(node: exp.GroupConcat) -> exp.Expression:
    """Texts of a group, in their own order, joined."""
    from sqlglot import exp

    inside = node.this.this if isinstance(node.this, exp.Order) else node.this
    texts = exp.func("sort_array", exp.func("collect_list", inside.copy()))
    return exp.Anonymous(this="array_join", expressions=[texts, node.args["separator"].copy()])


def _bytes(text: exp.Expression) -> exp.Expression:
    """A text with a sign for each of its bytes: by these DuckDB counts what differs, and Spark by letters."""
    from sqlglot import exp

    encoded = exp.Anonymous(this="encode", expressions=[text.copy(), exp.Literal.string("UTF-8")])
    return exp.Anonymous(this="decode", expressions=[encoded, exp.Literal.string("ISO-8859-1")])


def _one_slip(one: exp.Expression, other: exp.Expression) -> exp.Expression:
    """Whether one byte is another, missing, or two neighbours are swapped: Spark knows no swaps."""
    import sqlglot

    a, b = _bytes(one).sql("spark"), _bytes(other).sql("spark")
    two = f"substring({a}, i + 1, 1), substring({a}, i, 1)"
    swapped = f"concat(substring({a}, 1, i - 1), {two}, substring({a}, i + 2))"
    return sqlglot.parse_one(
        f"(levenshtein({a}, {b}) = 1 or (length({a}) = length({b}) and length({a}) > 1"
        f" and levenshtein({a}, {b}) = 2 and exists(sequence(1, length({a}) - 1), i -> {swapped} = {b})))",
        read="spark",
    )
