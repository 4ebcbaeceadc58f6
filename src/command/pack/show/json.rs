//! A pack for programs: what its file says, under the same keys, every text by language.

use serde_json::{Map, Value, json};

use crate::model::{Lang, Text};
use crate::pack::form::{Fills, Length, Scale};
use crate::pack::framework::{JudgedBy, LevelName, Measurement, Rule, Sureness, Threshold};
use crate::pack::{Crosswalk, Field, Form, Framework, Pack, Row};

/// A whole pack.
pub fn pack(pack: &Pack, from: &str) -> Value {
    let head = pack.head();
    let about = json!({
        "id": head.id.value.as_str(),
        "kind": head.kind.word(),
        "title": text(&head.title),
        "edition": text(&head.edition),
        "status": head.standing.word(),
        "source": head.source.as_ref().map(text),
        "note": head.note.as_ref().map(text),
        "from": from,
        "sha256": head.digest,
    });
    let mut whole = match pack {
        Pack::Framework(set) => framework(set),
        Pack::Form(form) => self::form(form),
        Pack::Crosswalk(crosswalk) => self::crosswalk(crosswalk),
    };
    whole["pack"] = about;
    whole
}

/// A text by language: what is in none is English.
fn text(text: &Text) -> Value {
    let english = Lang::english();
    let versions = text.versions.iter().map(|v| (v.lang.as_ref().unwrap_or(&english).to_string(), json!(v.text)));
    Value::Object(versions.collect::<Map<_, _>>())
}

fn texts(list: &[Text]) -> Vec<Value> {
    list.iter().map(text).collect()
}

fn framework(set: &Framework) -> Value {
    let level =
        |level: &LevelName| json!({ "level": level.word.value, "as": level.role.word(), "name": level.name.as_ref().map(text) });
    let rows: Vec<Value> = set.rows.iter().map(|r| row(set, r)).collect();
    json!({
        "levels": set.levels.iter().map(level).collect::<Vec<_>>(),
        "rule": set.rule.map(Rule::word),
        "grades": set.grades.iter().map(|g| json!({ "id": g.id.value.as_str(), "name": text(&g.name) })).collect::<Vec<_>>(),
        "rows": rows,
    })
}

fn row(set: &Framework, row: &Row) -> Value {
    let threshold = |t: &Threshold| {
        json!({
            "grade": t.grade.and_then(|grade| set.grades.get(grade)).map(|g| g.id.value.as_str()),
            "time": t.figure.period.map(|p| p.to_string()),
            "figure": t.figure.value,
        })
    };
    json!({
        "code": row.code.value,
        "level": set.levels.get(row.named).map(|level| level.word.value.as_str()),
        "as": row.level.word(),
        "parent": row.parent.map(|above| set.rows[above].code.value.as_str()),
        "name": text(&row.name),
        "status": row.standing.word(),
        "sureness": row.sureness.map(Sureness::word),
        "note": row.note.as_ref().map(text),
        "unread": row.unread,
        "unit": row.unit.as_ref().map(text),
        "thresholds": row.thresholds.iter().map(threshold).collect::<Vec<_>>(),
        "measurement": row.measurement.as_ref().map(measurement),
    })
}

fn measurement(measurement: &Measurement) -> Value {
    json!({
        "means": measurement.means.as_ref().map(text),
        "better": measurement.better.word(),
        "expects": measurement.expects.word(),
        "judged_by": measurement.judged_by.map(JudgedBy::word),
        "out_of": measurement.out_of.as_ref().map(text),
    })
}

fn crosswalk(crosswalk: &Crosswalk) -> Value {
    let rows: Vec<Value> = crosswalk
        .rows
        .iter()
        .map(|row| {
            json!({
                "from": row.from.value,
                "to": row.to.value,
                "match": row.relation.word(),
                "because": row.because.as_ref().map(text),
                "status": row.standing.word(),
            })
        })
        .collect();
    json!({ "from": crosswalk.from.value.as_str(), "to": crosswalk.to.value.as_str(), "rows": rows })
}

fn form(form: &Form) -> Value {
    let parts: Vec<Value> = form
        .parts
        .iter()
        .map(|part| json!({ "id": part.id.as_str(), "title": text(&part.title), "filled_by": part.filled_by.word() }))
        .collect();
    json!({
        "call": form.call,
        "languages": form.languages.iter().map(Lang::code).collect::<Vec<_>>(),
        "deadline": form.deadline.map(|day| day.to_string()),
        "max_size_mb": form.max_size_mb,
        "stale_after": form.stale_after,
        "empty_phrase": form.empty_phrase.as_ref().map(text),
        "parts": parts,
        "fields": form.fields.iter().map(|f| field(form, f)).collect::<Vec<_>>(),
    })
}

fn field(form: &Form, field: &Field) -> Value {
    let Length { min_words, soft_words, max_words, soft_characters, max_characters } = field.length;
    let Scale { from, to, low, high } = &field.scale;
    let options: Vec<Value> = field.options.iter().map(|o| json!({ "id": o.id.value, "label": text(&o.label) })).collect();
    json!({
        "id": field.id.value.as_str(),
        "part": form.parts[field.part].id.as_str(),
        "heading": field.heading.as_ref().map(text),
        "label": text(&field.label),
        "type": field.kind.word(),
        "fills": field.fills.map(Fills::word),
        "required": field.required,
        "min_words": min_words, "soft_words": soft_words, "max_words": max_words,
        "soft_characters": soft_characters, "max_characters": max_characters,
        "options": options,
        "scale": { "from": from, "to": to, "low": low.as_ref().map(text), "high": high.as_ref().map(text) },
        "columns": texts(&field.columns),
        "rows": field.lines,
        "only_if": field.only_if.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "unit": field.unit.as_ref().map(text),
        "asks": field.asks.as_ref().map(text),
        "advice": field.advice.as_ref().map(text),
        "status": field.standing.word(),
        "note": field.note.as_ref().map(text),
    })
}
