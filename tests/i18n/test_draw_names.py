"""A draw in a sentence is called as a person calls it, in the language of the sentence."""

from tirage.i18n.catalogue import called, text


def test_a_draw_is_called_by_its_name() -> None:
    assert text("standby.no_key", "fr", act="standby/2").startswith("Les maillons de la réserve n° 2")
    assert "(replacements no. 1)" in text("life.planned", "en", act="replacements/1")
    assert called("panel", "fr") == "panel"
    # The act of a later version, as the journal has it.
    assert called("census/1", "fr") == "census/1"
