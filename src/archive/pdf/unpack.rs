//! Unpacking with a limit.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::parse::{Dict, Object};
use crate::archive::refusal::Refusal;

/// Something that small grows beyond a thousand times its size only when it was made to.
const HARMLESS: usize = 1_000_000;
const MAX_GROWTH: usize = 900;

/// How a stream is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packed {
    Plain,
    Flate,
    /// In the way of a kind of picture, which is never unpacked here.
    Picture,
}

fn packed(dict: &Dict) -> Result<Packed, Refusal> {
    const OTHER: Refusal = Refusal::Damaged("a part of it is packed in a way that gnlc does not use");
    let name = match dict.get(&b"Filter"[..]) {
        None | Some(Object::Null) => return Ok(Packed::Plain),
        Some(Object::Name(name)) => name,
        Some(Object::Array(list)) => match list.as_slice() {
            [] => return Ok(Packed::Plain),
            [Object::Name(name)] => name,
            // Two in a row, where a few bytes become many, and these very many.
            _ => return Err(OTHER),
        },
        Some(_) => return Err(OTHER),
    };
    match name.as_slice() {
        b"FlateDecode" => Ok(Packed::Flate),
        b"DCTDecode" | b"JPXDecode" => Ok(Packed::Picture),
        _ => Err(OTHER),
    }
}

/// The bytes of a stream.
///
/// # Errors
/// When they are more than allowed, damaged, or packed in an unusual way.
pub fn unpack(dict: &Dict, raw: &[u8], most: usize) -> Result<Vec<u8>, Refusal> {
    let data = match packed(dict)? {
        Packed::Plain | Packed::Picture if raw.len() > most => return Err(too_large()),
        Packed::Plain | Packed::Picture => raw.to_vec(),
        Packed::Flate => inflate(raw, most.min(HARMLESS.max(raw.len().saturating_mul(MAX_GROWTH))))?,
    };
    match dict.get(&b"DecodeParms"[..]) {
        Some(Object::Dict(parameters)) => rows(data, parameters),
        None | Some(Object::Null) => Ok(data),
        Some(_) => Err(Refusal::Damaged("a part of it is packed in a way that gnlc does not use")),
    }
}

/// Most lists in each other in what draws a page. Bytes that are no page at all reach some two thousand by chance.
const MAX_NESTED: usize = 20_000;

/// How many bytes a stream has when it is unpacked, when a general reader may unpack and read it.
///
/// # Errors
/// As above, and when lists lie in lists too deep.
pub fn looked_through(dict: &Dict, raw: &[u8], most: usize) -> Result<usize, Refusal> {
    if let Some(Object::Dict(parameters)) = dict.get(&b"DecodeParms"[..]) {
        // A row of a picture of ten thousand points in four colours of 16 bit.
        let wide = ["Columns", "Colors", "BitsPerComponent"].map(|key| parameters.get(key.as_bytes()).and_then(Object::size));
        if wide.iter().map(|n| n.unwrap_or(1).max(1)).try_fold(1usize, usize::checked_mul).is_none_or(|bits| bits > 1_000_000) {
            return Err(Refusal::Damaged("a part of it is packed in a way that gnlc does not use"));
        }
    }
    let unpacked;
    let bytes = match packed(dict)? {
        Packed::Picture => return Ok(raw.len()),
        Packed::Plain => raw,
        Packed::Flate => {
            unpacked = inflate(raw, most)?;
            &unpacked
        }
    };
    if is_too_deep(bytes) {
        return Err(Refusal::TooMuch("has lists in lists without end".into()));
    }
    Ok(bytes.len())
}

/// Whether a general reader, which calls itself for every list in a list, would go too deep.
fn is_too_deep(bytes: &[u8]) -> bool {
    let (mut depth, mut at) = (0usize, 0);
    let behind = |from: usize, ends: &[u8]| {
        let end = bytes.get(from..).and_then(|rest| rest.iter().position(|b| ends.contains(b)));
        end.map_or(bytes.len(), |n| from + n + 1)
    };
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match (byte, bytes.get(at)) {
            (b'<', Some(b'<')) => (depth, at) = (depth + 1, at + 1),
            (b'>', Some(b'>')) => (depth, at) = (depth.saturating_sub(1), at + 1),
            (b'[' | b'{', _) => depth += 1,
            (b']' | b'}', _) => depth = depth.saturating_sub(1),
            (b'<', _) => at = behind(at, b">"),
            (b'%', _) => at = behind(at, b"\r\n"),
            (b'(', _) => at = behind_text(bytes, at),
            _ => {}
        }
        if depth > MAX_NESTED {
            return true;
        }
    }
    false
}

/// The byte behind a text in brackets, which may hold brackets.
fn behind_text(bytes: &[u8], mut at: usize) -> usize {
    let mut open = 1usize;
    while open > 0 && at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

fn inflate(raw: &[u8], most: usize) -> Result<Vec<u8>, Refusal> {
    let mut data = Vec::new();
    let mut decoder = ZlibDecoder::new(raw).take(most as u64 + 1);
    decoder.read_to_end(&mut data).map_err(|_| Refusal::Damaged("a part of it cannot be unpacked"))?;
    if data.len() > most { Err(too_large()) } else { Ok(data) }
}

fn too_large() -> Refusal {
    Refusal::TooMuch("becomes far too large when it is unpacked".into())
}

/// Rows that are written as differences to their neighbours: those of bytes, as lists of objects have them.
fn rows(data: Vec<u8>, parameters: &Dict) -> Result<Vec<u8>, Refusal> {
    const OTHER: Refusal = Refusal::Damaged("a part of it is packed in a way that gnlc does not use");
    let number = |key: &[u8], unsaid: usize| parameters.get(key).map_or(Some(unsaid), Object::size).ok_or(OTHER);
    let (way, columns) = (number(b"Predictor", 1)?, number(b"Columns", 1)?);
    if way == 1 {
        return Ok(data);
    }
    if way < 10 || number(b"Colors", 1)? != 1 || number(b"BitsPerComponent", 8)? != 8 || !(1..=10_000).contains(&columns) {
        return Err(OTHER);
    }
    let mut out = Vec::with_capacity(data.len());
    let mut above = vec![0u8; columns];
    for row in data.chunks_exact(columns + 1) {
        let mut left = 0u8;
        let mut corner = 0u8;
        for (at, byte) in row[1..].iter().enumerate() {
            let up = above[at];
            let value = byte.wrapping_add(match row[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => nearest(left, up, corner),
                _ => return Err(OTHER),
            });
            (corner, left, above[at]) = (up, value, value);
            out.push(value);
        }
    }
    Ok(out)
}

/// The neighbour that is nearest to what a straight plane would have.
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let plane = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |n: u8| (plane - i16::from(n)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}
