//! Every fact of the example can be followed in print: from the item to its source and back, from the register to the areas
//! and back, in English and in Vietnamese.

use std::collections::BTreeSet;

use gnlc::check::{Dossier, Item};
use gnlc::model::{Figure, Id};

use super::edition::{Edition, both, dossier};
use super::fact_table::{facts, id};
use super::pdf::{Letter, To};
use super::places::{Places, Region, bare};

/// Where a row of the table is printed: what a link there is called, and what is printed there.
fn place<'a>(places: &Places<'a>, edition: &Edition, item: &str) -> (String, Region<'a>) {
    let section = match item {
        "notice" => "colophon",
        "profile" => "profile",
        _ => return (edition.go_to(item), places.item(item)),
    };
    let name = edition.word(section).to_owned();
    let region = places.region_until(&name, |_| true);
    (name, region)
}

#[test]
fn every_fact_is_printed_by_its_item_and_leads_to_its_source_and_back() {
    let dossier = dossier();
    for edition in both() {
        let places = Places::of(edition);
        for fact in facts() {
            let (name, item) = place(&places, edition, &fact.item);
            let named = matches!(fact.item.as_str(), "notice" | "profile") || item.bare().contains(&fact.item);
            assert!(named, "{fact:?}: {}", item.bare());
            assert!(item.leads_to(&edition.go_to(&fact.source)), "{fact:?}: the item does not lead to its source");

            let source = places.item(&fact.source);
            let said = source.bare();
            assert!(said.contains(&fact.source), "{fact:?}: {said}");
            if fact.address.is_empty() {
                let Some(Item::Source(n)) = dossier.item(&id(&fact.source)) else { panic!("{fact:?}") };
                let publisher = &dossier.sources[n].publisher.version(&edition.language(), dossier.original()).text;
                assert!(said.contains(&bare(publisher)), "{fact:?}: {said}");
            } else {
                assert!(said.contains(&fact.address), "{fact:?}: {said}");
                assert!(source.links().any(|l| l.to == To::Web(fact.address.clone())), "{fact:?}: the address is no link");
            }
            assert!(source.leads_to(&name), "{fact:?}: the source does not lead back to the item");
        }
    }
}

/// What items of evidence and indicators stand on: sources, and papers that are items themselves.
fn grounds(dossier: &Dossier) -> Vec<(&Id, Id)> {
    let source = |figure: &Figure| figure.source.as_ref().map(|s| s.value.clone());
    let mut pairs: Vec<(&Id, Id)> = Vec::new();
    for item in &dossier.evidence {
        let d = &item.details;
        let named = item.proof.iter().chain(&d.promised_in).chain(&d.decision).map(|p| p.value.clone());
        pairs.extend(named.chain(d.amount.iter().filter_map(source)).map(|ground| (&item.id.value, ground)));
    }
    for item in &dossier.indicators {
        let figures = item.values.iter().chain(&item.targets);
        pairs.extend(figures.filter_map(source).map(|ground| (&item.id.value, ground)));
    }
    pairs
}

#[test]
fn the_registers_links_to_sources_and_papers_lead_both_ways() {
    let dossier = dossier();
    let pairs = grounds(&dossier);
    assert!(pairs.len() > 190, "{} pairs", pairs.len());
    for edition in both() {
        let places = Places::of(edition);
        for (item, ground) in &pairs {
            for (from, to) in [(*item, ground), (ground, *item)] {
                let here = places.item(from.as_str());
                assert!(here.leads_to(&edition.go_to(to.as_str())), "{}: no link from {from} to {to}", edition.lang);
                assert!(here.bare().contains(from.as_str()), "{from} is not printed where links to it lead");
            }
        }
    }
}

#[test]
fn the_registers_links_to_criteria_lead_both_ways() {
    let dossier = dossier();
    for edition in both() {
        let places = Places::of(edition);
        let start = edition.word("alt_criterion").replace("{name}", "");
        let area_of = |criterion| {
            let row: &gnlc::pack::Row = dossier.row(criterion);
            let areas = edition.links.iter().map(|l| l.alt.as_str());
            let code = format!("{start}{} ", row.code.value);
            areas.into_iter().find(|alt| alt.starts_with(&code)).unwrap_or_else(|| panic!("no link to {}", row.code.value))
        };
        // An area ends where the next begins, the last one where the register does; its indicators lie within.
        let register: BTreeSet<String> = dossier.evidence.iter().map(|e| edition.go_to(e.id.value.as_str())).collect();
        let area = |name: &str| places.region_until(name, |other| other.starts_with(&start) || register.contains(other));
        let evidence = dossier.links.iter().map(|l| (&dossier.evidence[l.evidence].id.value, l.criterion));
        let indicators = dossier.measures.iter().map(|(i, c)| (&dossier.indicators[*i].id.value, *c));
        let mut seen = 0;
        // The other sets have no chapters.
        for (item, criterion) in evidence.chain(indicators).filter(|(_, criterion)| criterion.framework == 0) {
            let name = area_of(criterion);
            let go = edition.go_to(item.as_str());
            let told = places.spot(&go);
            let inside = told > places.spot(name) && area(name).bare().contains(item.as_str());
            assert!(area(name).leads_to(&go) || inside, "{}: {name} neither tells {item} nor leads to it", edition.lang);
            assert!(places.item(item.as_str()).leads_to(name) || inside, "{}: {item} does not lead to {name}", edition.lang);
            seen += 1;
        }
        assert!(seen > 150, "{seen} links");
    }
}

#[test]
fn the_page_number_behind_a_link_is_that_of_the_page_it_leads_to() {
    for edition in both() {
        let mut seen = 0;
        for link in &edition.links {
            let (To::Page(to), Some(last)) = (&link.to, link.pieces.last()) else { continue };
            let letters = &edition.pages[link.page - 1].letters;
            let on = |l: &Letter| l.y > last.y0 && l.y < last.y1 && l.x >= last.x0 - 0.1 && l.x < last.x1 - 0.1;
            let Some(end) = letters.iter().rposition(on) else { continue };
            let behind: String = letters[end + 1..].iter().take(8).map(|l| l.text.as_str()).collect();
            let number = behind.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(n, _)| n.trim());
            // A year in brackets behind a link is no page.
            let Some(number) = number.filter(|n| n.len() < 4).and_then(|n| n.parse::<usize>().ok()) else { continue };
            assert_eq!(number, *to, "{}: page {}: {link:?}", edition.lang, link.page);
            seen += 1;
        }
        assert!(seen > 700, "{}: {seen} page numbers", edition.lang);
    }
}
