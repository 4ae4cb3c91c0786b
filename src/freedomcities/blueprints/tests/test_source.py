from __future__ import annotations

from pathlib import Path

import pytest

from freedomcities.blueprints.choices import Relation
from freedomcities.blueprints.source import read_sources
from freedomcities.blueprints.source_files import SourceError
from freedomcities.blueprints.source_shapes import version_of
from freedomcities.blueprints.tests.makers import change, write_blueprint, write_sources


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_sources(tmp_path)


def test_a_folder_becomes_plain_records(sources: Path) -> None:
    found = read_sources(sources)
    assert [pillar.slug for pillar in found.pillars] == ["trees"]
    assert found.pillars[0].content["es"]["name"] == "Árboles"
    assert [blueprint.slug for blueprint in found.blueprints] == ["shade", "water"]
    shade = found.blueprints[0]
    assert shade.content["es"]["title"] == "shade title es"
    assert shade.content["en"]["questions"] == ["Is there shade?", "Would you want shade?"]
    assert [(rule.number, rule.order, rule.required) for rule in shade.rules] == [
        ("1", 1, True),
        ("2", 2, False),
    ]
    rule = shade.rules[0]
    assert rule.pillars == ("trees",)
    assert rule.content["es"]["name"] == "shade primera"
    assert rule.content["en"]["plain"] == "Plain words en."
    assert rule.content["en"]["clause"] == "**Shade**\n\n(a) [Place] shall plant a tree."
    assert rule.content["en"]["questions"] == ["Is there a tree?", "Would you plant one?"]


def test_the_order_is_that_of_the_files_and_not_of_the_folders(sources: Path) -> None:
    change(sources / "shade" / "blueprint.toml", "order = 1", "order = 9")
    assert [one.slug for one in read_sources(sources).blueprints] == ["water", "shade"]


def test_the_crosswalk_names_both_ends(sources: Path) -> None:
    (link,) = read_sources(sources).links
    assert (link.rule, link.other) == (("shade", "1"), ("water", "2"))
    assert link.relation is Relation.BROADER
    assert link.note == {"en": "More shade than water.", "es": "Más sombra que agua."}


def test_a_further_language_may_be_there_when_it_is_complete(sources: Path) -> None:
    file = sources / "shade" / "blueprint.toml"
    text = file.read_text(encoding="utf-8")
    french = text[text.index("[es]") : text.index("[[rules]]")].replace("[es]", "[fr]")
    change(file, '[[rules]]\nnumber = "1"', french + '[[rules]]\nnumber = "1"')
    with pytest.raises(SourceError, match=r"shade/blueprint\.toml, rule 1, name: “fr” is missing"):
        read_sources(sources)
    change(file, 'es = "shade primera"', 'es = "x", fr = "première"')
    change(file, 'es = "shade segunda"', 'es = "x", fr = "seconde"')
    with pytest.raises(SourceError, match=r"shade/1\.fr\.md: the file is missing"):
        read_sources(sources)
    for number in ("1", "2"):
        source = (sources / "shade" / f"{number}.es.md").read_text(encoding="utf-8")
        (sources / "shade" / f"{number}.fr.md").write_text(source, encoding="utf-8")
    assert read_sources(sources).blueprints[0].rules[0].content["fr"]["name"] == "première"


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("shade/blueprint.toml", 'slug = "shade"', 'slug = "other"',
         "shade/blueprint.toml: the slug “other” must be the name of the folder."),
        ("shade/blueprint.toml", "order = 1", 'order = "1"',
         "shade/blueprint.toml: “order” must be a whole number."),
        ("shade/blueprint.toml", "[es]", "[Spanish]",
         "shade/blueprint.toml: the language “es” is missing."),
        ("shade/blueprint.toml", 'lead = "A lead."\n', "",
         "shade/blueprint.toml, en: “lead” is missing."),
        ("shade/blueprint.toml", 'lead = "A lead."', 'lead = " "',
         "shade/blueprint.toml, en: “lead” must be a text."),
        ("shade/blueprint.toml", 'lead = "A lead."', 'leed = "x"\nlead = "A lead."',
         "shade/blueprint.toml, en: nothing knows the key “leed”."),
        ("shade/blueprint.toml", ', "Would you want shade?"', "",
         "shade/blueprint.toml, en: “questions” must hold 2 or more texts."),
        ("shade/blueprint.toml", "required = true", 'required = "yes"',
         "shade/blueprint.toml, rule 1: “required” must be true or false."),
        ("shade/blueprint.toml", 'number = "2"', 'number = "1"',
         "shade/blueprint.toml: “1” stands there twice."),
        ("shade/blueprint.toml", 'slug = "second"', 'slug = "first"',
         "shade/blueprint.toml: “first” stands there twice."),
        ("shade/blueprint.toml", 'slug = "second"', 'slug = "The 2nd"',
         "shade/blueprint.toml, rule 2: “The 2nd” must be lower-case letters, digits and hyphens."),
        ("shade/blueprint.toml", 'pillars = ["trees"]', 'pillars = ["stones"]',
         "shade/blueprint.toml, rule 1: no pillar is “stones”."),
        ("shade/blueprint.toml", 'pillars = ["trees"]', 'pillars = ["trees", "trees"]',
         "shade/blueprint.toml, rule 1: “trees” stands there twice."),
        ("shade/blueprint.toml", 'pillars = ["trees"]', "pillars = []",
         "shade/blueprint.toml, rule 1: “pillars” must hold 1 or more texts."),
        ("shade/blueprint.toml", ', es = "shade primera"', "",
         "shade/blueprint.toml, rule 1, name: “es” is missing."),
        ("shade/1.es.md", "## why\n", "",
         "shade/1.es.md: the section “why” is missing."),
        ("shade/1.es.md", "Why es.", "",
         "shade/1.es.md: the section “why” is missing."),
        ("shade/1.es.md", "## why", "## porqué",
         "shade/1.es.md: nothing knows the section “porqué”."),
        ("shade/1.es.md", "## why", "## plain",
         "shade/1.es.md: the section “plain” stands there twice."),
        ("shade/1.es.md", "## plain", "Hello\n## plain",
         "shade/1.es.md: there is text before the first section."),
        ("shade/1.es.md", "- Is there", "Ask: is there",
         "shade/1.es.md: the section “questions” must be a list and nothing else."),
        ("shade/1.es.md", "- Is there a tree?\n", "",
         "shade/1.es.md: the section “questions” must ask two or more."),
        ("shade/1.es.md", "- Is there a tree?\n", "- Is there a tree?\n- Or not?\n",
         "shade/1.*.md: the languages do not ask the same number of questions."),
        ("pillars.toml", "[[pillars]]", "[[pillar]]",
         "pillars.toml: nothing knows the key “pillar”."),
        ("pillars.toml", "[pillars.es]", "[pillars.xyzw]",
         "pillars.toml, trees: the language “es” is missing."),
        ("crosswalk.toml", "water/2", "water/3",
         "crosswalk.toml: no rule is “water/3”."),
        ("crosswalk.toml", "water/2", "shade/2",
         "crosswalk.toml, shade/1 – shade/2: both rules are of one blueprint."),
        ("crosswalk.toml", '"broader"', '"bigger"',
         "crosswalk.toml, shade/1 – water/2: no relation is “bigger”."),
        ("crosswalk.toml", ', es = "Más sombra que agua."', "",
         "crosswalk.toml, shade/1 – water/2, note: “es” is missing."),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_that_names_the_file(
    sources: Path, file: str, old: str, new: str, sentence: str
) -> None:
    change(sources / file, old, new)
    with pytest.raises(SourceError) as refused:
        read_sources(sources)
    assert str(refused.value) == sentence


def test_broken_toml_says_where(sources: Path) -> None:
    (sources / "crosswalk.toml").write_text("[[links]]\nrule = one\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"^crosswalk\.toml: this is not valid TOML \(.*line 2"):
        read_sources(sources)


def test_a_file_in_another_encoding_is_refused(sources: Path) -> None:
    (sources / "shade" / "1.es.md").write_bytes("## plain\nAño".encode("latin-1"))
    with pytest.raises(SourceError, match=r"^shade/1\.es\.md: the file is not UTF-8 text\.$"):
        read_sources(sources)


@pytest.mark.parametrize(
    "file", ["pillars.toml", "crosswalk.toml", "shade/blueprint.toml", "shade/2.es.md"]
)
def test_a_missing_file_is_named(sources: Path, file: str) -> None:
    (sources / file).unlink()
    with pytest.raises(SourceError) as refused:
        read_sources(sources)
    assert str(refused.value) == f"{file}: the file is missing."


def test_a_text_that_belongs_to_no_rule_is_refused(sources: Path) -> None:
    (sources / "shade" / "3.en.md").write_text("## plain\nLost", encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_sources(sources)
    assert str(refused.value) == "shade/3.en.md: no rule and language needs this."


def test_a_pair_stands_in_the_crosswalk_once_whichever_way_round(sources: Path) -> None:
    file = sources / "crosswalk.toml"
    text = file.read_text(encoding="utf-8")
    turned = text.replace("shade/1", "x").replace("water/2", "shade/1").replace('"x"', '"water/2"')
    file.write_text(text + turned, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_sources(sources)
    assert str(refused.value) == "crosswalk.toml: “shade/1 – water/2” stands there twice."


def test_no_links_are_no_fault(sources: Path) -> None:
    (sources / "crosswalk.toml").write_text("", encoding="utf-8")
    assert read_sources(sources).links == ()


def test_a_version_is_the_first_of_the_digest_of_the_content() -> None:
    assert version_of({"b": "é", "a": [1]}) == version_of({"a": [1], "b": "é"})
    # sha256 of {"a":[1],"b":"é"} in UTF-8
    assert version_of({"a": [1], "b": "é"}) == "04f34bc0940a"
    assert version_of({"a": [1], "b": "e"}) != version_of({"a": [1], "b": "é"})


def test_one_text_changes_the_version_of_its_rule_and_of_its_blueprint_alone(
    sources: Path,
) -> None:
    before = read_sources(sources)
    change(sources / "shade" / "1.es.md", "Why es.", "Why indeed.")
    after = read_sources(sources)
    pairs = zip(before.blueprints, after.blueprints, strict=True)
    assert [a.version() == b.version() for a, b in pairs] == [False, True]
    rules = zip(before.blueprints[0].rules, after.blueprints[0].rules, strict=True)
    assert [a.version() == b.version() for a, b in rules] == [False, True]


def test_whether_a_rule_is_required_changes_the_blueprint_and_not_the_rule(sources: Path) -> None:
    before = read_sources(sources).blueprints[0]
    change(sources / "shade" / "blueprint.toml", "required = false", "required = true")
    after = read_sources(sources).blueprints[0]
    assert after.version() != before.version()
    assert after.rules[1].version() == before.rules[1].version()


def test_windows_line_ends_change_nothing(sources: Path) -> None:
    before = read_sources(sources).blueprints[0].version()
    file = sources / "shade" / "1.en.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_sources(sources).blueprints[0].version() == before


def test_hidden_folders_are_passed_over(sources: Path) -> None:
    (sources / ".trash").mkdir()
    (sources / "__pycache__").mkdir()
    write_blueprint(sources, "zebra", 3)
    assert len(read_sources(sources).blueprints) == 3
