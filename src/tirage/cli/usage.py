"""What was typed and cannot be understood: said in the language asked for, whatever typer's own words are."""

from __future__ import annotations

import re
from typing import Any

from tirage.cli.helping import metavar
from tirage.i18n.catalogue import Language, text
from tirage.i18n.typography import visible


def sentence(error: Any, language: Language) -> str:  # noqa: ANN401 - typer's own types are private
    """One sentence that says what is wrong with a command line.

    Typer's errors have classes that are private, but names and fields that tell them apart.
    """
    said = _SAID.get(type(error).__name__, _general)
    return visible(said(error, language))


def _unknown_option(error: Any, language: Language) -> str:  # noqa: ANN401
    near = ", ".join(sorted(error.possibilities or ()))
    return _with_near("usage.option.unknown", near, language, option=error.option_name)


def _missing(error: Any, language: Language) -> str:  # noqa: ANN401
    parameter = error.param
    if parameter is not None and parameter.param_type_name == "option":
        name = " ".join((max(parameter.opts, key=len), metavar(parameter, language)))
        return text("usage.option.missing", language, name=name)
    name = metavar(parameter, language) if parameter is not None else str(error.param_hint or "")
    return text("usage.argument.missing", language, name=name)


def _bad_value(error: Any, language: Language) -> str:  # noqa: ANN401
    name = _name(error, language)
    what = _value(str(error.message), language)
    return text("usage.value", language, name=name, what=what) if name else what


def _name(error: Any, language: Language) -> str:  # noqa: ANN401
    parameter = error.param
    if parameter is None:
        return ""
    return (
        max(parameter.opts, key=len)
        if parameter.param_type_name == "option"
        else metavar(parameter, language)
    )


def _value(message: str, language: Language) -> str:
    """What is said of a value: typer's and pydantic's messages in our words, our own as they are."""
    if found := re.fullmatch(r"(?:Value error, )?'(.*)' is not one of (.*?)\.?", message, re.DOTALL):
        choices = ", ".join(re.findall(r"'([^']*)'", found[2]))
        return text("usage.choice", language, typed=found[1], choices=choices)
    for pattern, code in _OF_NUMBERS:
        if found := re.search(pattern, message):
            return text(code, language, **found.groupdict())
    return message


_OF_NUMBERS = (
    (r"'(?P<typed>.*)' does not match the formats? '%Y-%m-%d'", "usage.day"),
    (r"valid integer", "usage.integer"),
    (r"valid number", "usage.number"),
    (r"greater than or equal to (?P<least>[^ ]+)$", "usage.least"),
    (r"less than or equal to (?P<most>[^ ]+)$", "usage.most"),
)


def _bad_option(error: Any, language: Language) -> str:  # noqa: ANN401
    """An option without its value, or a switch with one."""
    code = "usage.option.switch" if "does not take" in error.message else "usage.option.empty"
    return text(code, language, option=error.option_name)


def _general(error: Any, language: Language) -> str:  # noqa: ANN401
    message = str(error.message)
    if found := re.match(r"No such command '(.*?)'\.(.*)", message, re.DOTALL):
        near = ", ".join(re.findall(r"'([^']*)'", found[2]))
        return _with_near("usage.command.unknown", near, language, command=found[1])
    if found := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message, re.DOTALL):
        return text("usage.extra", language, words=found[1])
    return message


def _with_near(code: str, near: str, language: Language, **values: object) -> str:
    said = text(code, language, **values)
    return f"{said} {text('usage.near', language, near=near)}" if near else said


_SAID = {
    "NoSuchOption": _unknown_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "BadOptionUsage": _bad_option,
}
