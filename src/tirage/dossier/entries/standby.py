"""Entries of a standby, and of the successors whom it draws."""

from __future__ import annotations

from tirage.dossier.entries.body import Body, Count, Hash, Id, Number, Reason, StandbyAct


class Standby(Body):
    """The chance of a standby: from here on the successors are drawn, one for each seat that opens."""

    TYPE = "standby"
    act: StandbyAct
    plan: Hash
    contributions: Hash
    seed: Hash
    stage_seed: Hash


class Successor(Body):
    """Who takes over a seat by a standby: of those who fit, the first by the tickets of this succession."""

    TYPE = "successor"
    act: StandbyAct
    number: Number
    """Of the succession, from 1."""
    vacancy: Id
    """Who held the seat."""
    pid: Id
    fitting: Number
    """How many people fitted: each of them had the same chance."""


class SuccessorByLink(Successor):
    """Who takes over a seat by a standby whose order is hidden: with the link of this succession."""

    link: Hash
    """H("link", link) is that of the succession before, or the head that the plan has."""


class Passed(Body):
    """A seat that a standby cannot fill, as no one fits: it stays open, for another draw."""

    TYPE = "passed"
    act: StandbyAct
    vacancy: Id
    """Who held the seat."""
    people: Count
    """Who could have been drawn, if they fitted."""


class Lapse(Body):
    """A standby whose links are lost, or will not be shown any more: seats are filled by other draws."""

    TYPE = "lapse"
    act: StandbyAct
    reason: Reason
    """Published for ever, and names nobody."""
