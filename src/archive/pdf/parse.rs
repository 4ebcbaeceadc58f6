//! The objects of a PDF, from bytes.

use std::collections::BTreeMap;

/// How deep lists may lie in each other, and how many things one object may hold: in a dossier of 5,000 items the largest has 2,300.
const MAX_DEPTH: usize = 60;
const MAX_PARTS: usize = 50_000;

/// A dictionary.
pub type Dict = BTreeMap<Vec<u8>, Object>;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A name, without its slash.
    Name(Vec<u8>),
    /// A text.
    Text(Vec<u8>),
    /// A list.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Dict),
    /// The object of a number.
    Ref(u32),
}

impl Object {
    /// A whole number from nought.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked before")]
    pub fn size(&self) -> Option<usize> {
        match self {
            Self::Number(n) if *n >= 0.0 && *n <= 4e9 && n.fract() == 0.0 => Some(*n as usize),
            _ => None,
        }
    }
}

/// Reads objects one after the other.
#[derive(Clone, Debug)]
pub(super) struct Parser<'a> {
    bytes: &'a [u8],
    start: usize,
    at: usize,
    parts: usize,
}

impl<'a> Parser<'a> {
    /// A parser that stands at a byte.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        let start = at.min(bytes.len());
        Self { bytes, start, at: start, parts: 0 }
    }

    /// How much was read since the start: parts, and steps of eight bytes.
    pub fn work(&self) -> usize {
        1 + self.parts + (self.at - self.start) / 8
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self.peek().is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                        self.at += 1;
                    }
                }
                0 | 9 | 10 | 12 | 13 | 32 => self.at += 1,
                _ => return,
            }
        }
    }

    /// Passes over a word, when it comes next.
    pub fn word(&mut self, word: &[u8]) -> bool {
        self.space();
        let found = self.bytes[self.at..].starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// A whole number without a sign, when it comes next.
    pub fn whole_number(&mut self) -> Option<usize> {
        self.space();
        let digits = self.bytes[self.at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let text = std::str::from_utf8(&self.bytes[self.at..self.at + digits]).ok()?;
        let number = text.parse().ok().filter(|_| digits <= 18)?;
        self.at += digits;
        Some(number)
    }

    /// The byte behind `stream` and its line end, when that comes next.
    pub fn stream_start(&mut self) -> Option<usize> {
        if !self.word(b"stream") {
            return None;
        }
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
        Some(self.at)
    }

    /// The next object; nothing when there is none, or it is too deep or too large.
    pub fn object(&mut self) -> Option<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Option<Object> {
        self.space();
        self.parts += 1;
        if depth > MAX_DEPTH || self.parts > MAX_PARTS {
            return None;
        }
        match self.peek()? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.text().map(Object::Text),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                while !self.word(b"]") {
                    list.push(self.nested(depth + 1)?);
                }
                Some(Object::Array(list))
            }
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                let mut dict = Dict::new();
                while !self.word(b">>") {
                    self.space();
                    let key = self.name()?;
                    let value = self.nested(depth + 1)?;
                    // Of two equal keys readers take one or the other: such a file is none of ours.
                    if dict.insert(key, value).is_some() {
                        return None;
                    }
                }
                Some(Object::Dict(dict))
            }
            b'<' => self.hex().map(Object::Text),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ => [(&b"true"[..], Object::Bool(true)), (b"false", Object::Bool(false)), (b"null", Object::Null)]
                .into_iter()
                .find_map(|(word, object)| self.word(word).then_some(object)),
        }
    }

    /// A number, or a reference, which starts with two.
    fn number(&mut self) -> Option<Object> {
        let mut ahead = self.clone();
        if let Some(number) = ahead.whole_number()
            && ahead.peek().is_some_and(|b| b.is_ascii_whitespace())
            && ahead.whole_number().is_some()
            && ahead.word(b"R")
            && ahead.peek().is_none_or(|b| !b.is_ascii_alphanumeric())
        {
            self.at = ahead.at;
            return u32::try_from(number).ok().map(Object::Ref);
        }
        let length = self.bytes[self.at..].iter().take_while(|b| matches!(b, b'+' | b'-' | b'.' | b'0'..=b'9')).count();
        let text = std::str::from_utf8(&self.bytes[self.at..self.at + length]).ok()?;
        self.at += length;
        text.parse().ok().map(Object::Number)
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        if self.peek()? != b'/' {
            return None;
        }
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek() {
            if byte <= 32 || b"/()<>[]{}%".contains(&byte) {
                break;
            }
            self.at += 1;
            let digits = self.bytes.get(self.at..self.at + 2).filter(|_| byte == b'#');
            match digits.and_then(|d| u8::from_str_radix(std::str::from_utf8(d).ok()?, 16).ok()) {
                Some(escaped) => {
                    self.at += 2;
                    name.push(escaped);
                }
                None => name.push(byte),
            }
        }
        Some(name)
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1usize);
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(text);
                    }
                }
                b'\\' => {
                    self.escape(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((value & 0xFF).to_le_bytes()[0]);
            }
            other => text.push(other),
        }
        Some(())
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'>' => break,
                b if b.is_ascii_whitespace() => {}
                b => digits.push(u8::try_from(char::from(b).to_digit(16)?).ok()?),
            }
        }
        Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect())
    }
}
