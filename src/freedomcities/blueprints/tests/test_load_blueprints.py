from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.audit.models import AuditEntry
from freedomcities.blueprints.models import Blueprint, Crosswalk, Pillar, Rule, RuleVersion
from freedomcities.blueprints.operations import LoadSummary, MayNotLoad, load_blueprints
from freedomcities.blueprints.source_files import SourceError
from freedomcities.blueprints.tests.makers import change, write_blueprint, write_sources

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 24, 18, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_sources(tmp_path)


def load(directory: Path, now: datetime = NOW) -> LoadSummary:
    return load_blueprints(actor=system_actor(), now=now, directory=directory)


def test_files_become_rows(sources: Path) -> None:
    summary = load(sources)
    assert summary == LoadSummary(
        pillars=1,
        blueprints=2,
        rules=4,
        links=1,
        added=("pillars/trees", "shade", "shade/1", "shade/2", "water", "water/1", "water/2"),
        changed=("crosswalk",),
        retired=(),
    )
    assert [str(rule) for rule in Rule.objects.current()] == [
        "shade/1", "shade/2", "water/1", "water/2",
    ]  # fmt: skip
    rule = Rule.objects.get(blueprint="shade", number="2")
    assert (rule.slug, rule.required, rule.pillars, rule.order) == ("second", False, ["trees"], 2)
    assert rule.text("es")["name"] == "shade segunda"
    version = RuleVersion.objects.get(rule=rule)
    assert (version.version, version.content, version.loaded_at) == (
        rule.version,
        rule.content,
        NOW,
    )
    link = Crosswalk.objects.get()
    assert (str(link.rule), str(link.other), link.relation) == ("shade/1", "water/2", "broader")


def test_the_log_says_what_was_loaded(sources: Path) -> None:
    load(sources)
    entry = AuditEntry.objects.get(action="load-blueprints")
    assert (entry.at, entry.actor_id, entry.subject) == (NOW, system_actor().pk, "blueprints")
    assert entry.detail["added"][0] == "pillars/trees"
    assert entry.detail["versions"] == {
        one.slug: one.version for one in Blueprint.objects.current()
    }


def test_the_same_files_twice_change_nothing(sources: Path) -> None:
    load(sources)
    before = list(RuleVersion.objects.values()), list(Crosswalk.objects.values())
    summary = load(sources, LATER)
    assert not summary.is_change()
    assert (summary.added, summary.changed, summary.retired) == ((), (), ())
    assert (list(RuleVersion.objects.values()), list(Crosswalk.objects.values())) == before
    assert AuditEntry.objects.filter(action="load-blueprints").count() == 1


def test_a_text_that_changes_makes_a_new_version(sources: Path) -> None:
    load(sources)
    first = Rule.objects.get(blueprint="shade", number="1").version
    change(sources / "shade" / "1.es.md", "Why es.", "Another reason.")
    summary = load(sources, LATER)
    assert summary.changed == ("shade", "shade/1")
    rule = Rule.objects.get(blueprint="shade", number="1")
    assert rule.text("es")["why"] == "Another reason."
    versions = list(RuleVersion.objects.filter(rule=rule).order_by("loaded_at"))
    assert [one.version for one in versions] == [first, rule.version]
    assert versions[0].text("es")["why"] == "Why es."
    assert versions[1].loaded_at == LATER


def test_a_text_that_comes_back_is_the_version_that_it_was(sources: Path) -> None:
    load(sources)
    file = sources / "shade" / "1.es.md"
    change(file, "Why es.", "Another reason.")
    load(sources)
    change(file, "Another reason.", "Why es.")
    load(sources, LATER)
    rule = Rule.objects.get(blueprint="shade", number="1")
    assert RuleVersion.objects.filter(rule=rule).count() == 2
    assert RuleVersion.objects.get(rule=rule, version=rule.version).loaded_at == NOW


def test_what_is_no_text_changes_without_a_new_version(sources: Path) -> None:
    load(sources)
    change(sources / "shade" / "blueprint.toml", "required = false", "required = true")
    assert load(sources).changed == ("shade", "shade/2")
    rule = Rule.objects.get(blueprint="shade", number="2")
    assert rule.required is True
    assert RuleVersion.objects.filter(rule=rule).count() == 1


def take_out_second(sources: Path, slug: str) -> None:
    file = sources / slug / "blueprint.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.rindex("[[rules]]")], encoding="utf-8")
    for language in ("en", "es"):
        (sources / slug / f"2.{language}.md").unlink()


def test_a_rule_that_vanishes_is_kept_and_retired(sources: Path) -> None:
    load(sources)
    take_out_second(sources, "shade")
    summary = load(sources, LATER)
    assert summary.retired == ("shade/2",)
    rule = Rule.objects.get(blueprint="shade", number="2")
    assert rule.retired_on == date(2026, 12, 24)
    assert rule.text("en")["name"] == "shade second"
    assert "shade/2" not in [str(one) for one in Rule.objects.current()]
    assert load(sources, LATER).retired == ()


def test_a_rule_that_comes_back_stands_again(sources: Path, tmp_path: Path) -> None:
    load(sources)
    rule = Rule.objects.get(blueprint="shade", number="2")
    take_out_second(sources, "shade")
    load(sources)
    summary = load(write_sources(tmp_path / "again"), LATER)
    assert summary.changed == ("shade", "shade/2")
    rule.refresh_from_db()
    assert rule.retired_on is None
    assert RuleVersion.objects.filter(rule=rule).count() == 1


def test_a_blueprint_and_a_pillar_that_vanish_are_retired(sources: Path) -> None:
    load(sources)
    for path in (sources / "water").iterdir():
        path.unlink()
    (sources / "water").rmdir()
    (sources / "crosswalk.toml").write_text("", encoding="utf-8")
    change(sources / "pillars.toml", '"trees"', '"stones"')
    change(sources / "shade" / "blueprint.toml", '["trees"]', '["stones"]')
    summary = load(sources, LATER)
    assert set(summary.retired) == {"pillars/trees", "water", "water/1", "water/2"}
    assert [one.slug for one in Blueprint.objects.current()] == ["shade"]
    assert [one.slug for one in Pillar.objects.current()] == ["stones"]
    assert Blueprint.objects.get(slug="water").retired_on == date(2026, 12, 24)
    assert not Crosswalk.objects.exists()
    assert Rule.objects.count() == 4


def test_the_crosswalk_is_written_anew(sources: Path) -> None:
    load(sources)
    change(sources / "crosswalk.toml", '"broader"', '"related"')
    assert load(sources).changed == ("crosswalk",)
    assert Crosswalk.objects.get().relation == "related"


def test_a_fault_in_the_last_file_leaves_everything_as_it_was(sources: Path) -> None:
    load(sources)
    write_blueprint(sources, "zebra", 3)
    change(sources / "zebra" / "2.es.md", "## why\n", "")
    change(sources / "shade" / "1.en.md", "Why en.", "Never seen.")
    with pytest.raises(SourceError, match=r"^zebra/2\.es\.md: the section “why” is missing\.$"):
        load(sources, LATER)
    assert not Blueprint.objects.filter(slug="zebra").exists()
    assert Rule.objects.get(blueprint="shade", number="1").text("en")["why"] == "Why en."
    assert AuditEntry.objects.filter(action="load-blueprints").count() == 1


def test_a_failing_write_undoes_the_others(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr("freedomcities.blueprints.operations.record", fail)
    with pytest.raises(RuntimeError, match="no log"):
        load(sources)
    assert not Pillar.objects.exists()
    assert not Rule.objects.exists()


def test_a_person_may_not_load(sources: Path) -> None:
    with pytest.raises(MayNotLoad, match="Only the system itself may load blueprints"):
        load_blueprints(actor=Person.objects.create(), now=NOW, directory=sources)
    assert not Blueprint.objects.exists()
    assert not AuditEntry.objects.filter(action="load-blueprints").exists()
