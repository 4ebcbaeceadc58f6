//! Remarks from a spreadsheet: CSV with a line of headings, in English, French or Vietnamese, in any order.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Stage};
use crate::model::Date;
use crate::model::remark::Remark;
use crate::model::words::RemarkState;
use crate::source::{FileId, Sources, Span};
use crate::yaml::read::Placed;

/// Most remarks of one file. As YAML they can be read back.
const MAX_REMARKS: usize = 5_000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Item,
    Page,
    /// A page when it is a number, else an item.
    Where,
    Text,
    Reply,
    Who,
    Date,
    State,
}

/// The headings that are known, in small letters.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Number, &["number", "no", "no.", "nr", "#", "numéro", "n°", "stt", "số", "số thứ tự"]),
    (Column::Item, &["item", "id", "élément", "point", "mục"]),
    (Column::Page, &["page", "trang"]),
    (
        Column::Where,
        &[
            "page or item",
            "item or page",
            "where",
            "place",
            "page ou élément",
            "où",
            "endroit",
            "trang hoặc mục",
            "vị trí",
            "chỗ",
        ],
    ),
    (Column::Text, &["remark", "comment", "text", "remarque", "commentaire", "nhận xét", "ý kiến", "góp ý"]),
    (Column::Reply, &["reply", "answer", "response", "réponse", "trả lời", "phản hồi", "giải trình"]),
    (Column::Who, &["who", "by", "reviewer", "qui", "auteur", "relecteur", "ai", "người góp ý", "người nhận xét"]),
    (Column::Date, &["date", "ngày"]),
    (Column::State, &["state", "status", "état", "statut", "trạng thái", "tình trạng"]),
];

/// The words for a state, in small letters.
const STATES: &[(RemarkState, &[&str])] = &[
    (RemarkState::Open, &["open", "ouvert", "ouverte", "mở", "chưa xong", "chưa xử lý"]),
    (RemarkState::Done, &["done", "fait", "faite", "xong", "đã xong", "đã sửa", "đã tiếp thu"]),
    (RemarkState::Declined, &["declined", "refusé", "refusée", "non retenue", "không tiếp thu", "từ chối"]),
];

/// Reads the remarks of a CSV file. Lines end where a quoted cell does not hold the line break.
///
/// # Errors
/// When it has no headings to go by, or a line cannot be taken apart.
pub fn read(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) -> Stage<Vec<Remark>> {
    let text = sources.text(file);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let mut records = reader.records();
    let whole = |from: u64| line_at(text, file, from);
    let Some(Ok(head)) = records.next() else {
        return Err(diagnostics.error(bad(Span::new(file, 0..0), "this file is empty").hint(ADVICE)));
    };
    let columns: Vec<Option<Column>> = head.iter().map(column).collect();
    for (wanted, name) in [(Column::Number, "number"), (Column::Text, "remark")] {
        if !columns.contains(&Some(wanted)) {
            let found: Vec<&str> = head.iter().map(str::trim).collect();
            let message = format!("no column is called `{name}`; the first line has: {}", found.join(", "));
            return Err(diagnostics.error(bad(whole(0), message).hint(ADVICE)));
        }
    }
    let mut remarks: Vec<Remark> = Vec::new();
    let mut numbers: HashMap<String, Span> = HashMap::new();
    let mut last = None;
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let at = error.position().map_or(0, csv::Position::byte);
                return Err(diagnostics.error(bad(whole(at), "this line cannot be taken apart into cells").hint(ADVICE)));
            }
        };
        let at = whole(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        last = Some(at);
        if record.len() > columns.len() && record.iter().skip(columns.len()).any(|c| !c.trim().is_empty()) {
            let message = format!("this line has {} cells and the headings are {}", record.len(), columns.len());
            diagnostics.push(
                bad(at, message).hint("a cell that holds the sign between cells, or a line break, stands in double quotes"),
            );
            continue;
        }
        if let Some(remark) = remark(&record, &columns, at, diagnostics) {
            if let Some(first) = numbers.get(&remark.number.value) {
                diagnostics.push(
                    bad(at, format!("the number `{}` is used twice", remark.number.value))
                        .label(*first, "first here")
                        .hint("each remark has a number of its own, by which it is answered"),
                );
            } else {
                numbers.insert(remark.number.value.clone(), at);
                remarks.push(remark);
                if remarks.len() > MAX_REMARKS {
                    let message = format!("these are more than {MAX_REMARKS} remarks");
                    return Err(diagnostics.error(bad(at, message).hint("save them as several files, a round or a reader each")));
                }
            }
        }
    }
    if let (Some(at), true) = (last, text.matches('"').count() % 2 == 1) {
        diagnostics.push(
            bad(at, "a double quote is opened and never closed")
                .hint("a double quote inside a quoted cell is written twice: \"\""),
        );
    }
    Ok(remarks)
}

/// What a file of remarks looks like.
const ADVICE: &str = "the first line names the columns: number, item, page, remark, reply, who, date, state; number and remark are needed, in English, French or Vietnamese";

fn bad(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BadRemarks, at, message)
}

/// The sign between cells: the one of which the first line has most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|b| *b == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// The line on which a byte stands.
fn line_at(text: &str, file: FileId, byte: u64) -> Span {
    let mut start = usize::try_from(byte).unwrap_or_default().min(text.len());
    while text[start..].starts_with(['\n', '\r']) {
        start += 1;
    }
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |n| start + n);
    Span::new(file, start..end)
}

fn column(heading: &str) -> Option<Column> {
    let heading = heading.trim().trim_end_matches(':').trim().to_lowercase();
    HEADINGS.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|(column, _)| *column)
}

/// The remark of a line.
fn remark(record: &StringRecord, columns: &[Option<Column>], at: Span, diagnostics: &mut Diagnostics) -> Option<Remark> {
    let cell = |wanted: Column| {
        let n = columns.iter().position(|c| *c == Some(wanted))?;
        record.get(n).map(|cell| without_guard(cell.trim())).filter(|cell| !cell.is_empty())
    };
    let somewhere = cell(Column::Where);
    let page_like = |text: &String| text.parse::<u32>().is_ok();
    let page_cell = cell(Column::Page).or_else(|| somewhere.clone().filter(page_like));
    let page = page_cell.as_ref().and_then(|text| text.parse().ok());
    if let (Some(written), None) = (&page_cell, page) {
        diagnostics.push(bad(at, format!("`{written}` is no page number")).hint("write the number alone, such as 12"));
    }
    let item = cell(Column::Item).or_else(|| somewhere.filter(|text| !page_like(text)));
    let date = cell(Column::Date).and_then(|written| {
        let date = Date::parse(&written);
        if date.is_none() {
            diagnostics.push(bad(at, format!("`{written}` is no date")).hint("write it as year-month-day: 2025-12-31"));
        }
        date
    });
    let state = cell(Column::State).and_then(|written| {
        let found = STATES.iter().find(|(_, words)| words.contains(&written.to_lowercase().as_str())).map(|(state, _)| *state);
        if found.is_none() {
            diagnostics.push(bad(at, format!("`{written}` is no state of a remark")).hint("a remark is open, done or declined"));
        }
        found
    });
    let (Some(number), Some(text)) = (cell(Column::Number), cell(Column::Text)) else {
        diagnostics
            .push(bad(at, "this line has no number, or no remark").hint("give each remark a number, by which it is answered"));
        return None;
    };
    Some(Remark {
        number: Placed { value: number, at },
        item: item.map(|value| Placed { value, at }),
        page,
        who: cell(Column::Who),
        date,
        text,
        reply: cell(Column::Reply),
        state: state.unwrap_or(RemarkState::Open),
    })
}

/// A cell without the sign that keeps a spreadsheet from taking it for a formula.
fn without_guard(cell: &str) -> String {
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    guarded.unwrap_or(cell).replace("\r\n", "\n")
}
