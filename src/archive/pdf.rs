//! A reader of PDFs that trusts nothing in them. It reads what gnlc needs, a few objects by their number, and nothing by itself: it
//! follows no cycle, unpacks nothing without a limit, goes into no depth, mends nothing, and cannot panic on what it meets. General
//! readers do mend, follow and unpack: a page tree that holds itself, or ten kilobytes that become ten gigabytes, end them and the
//! program with them. What this reader has looked through as a whole ([`File::look_through`]) may be given to one of those.

mod parse;
mod unpack;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use parse::Parser;
pub use parse::{Dict, Object};
pub use unpack::unpack;

use super::refusal::Refusal;

/// Largest PDF that is read.
pub const MAX_PDF: usize = 200_000_000;
/// Most objects, in the file and in one store, and most updates of a file that lie behind each other. A dossier of 5,000 items has
/// 130,000 objects.
const MAX_OBJECTS: usize = 1_000_000;
const MAX_STORED: usize = 100_000;
const MAX_UPDATES: usize = 64;
/// Most that is read in all, so that nothing small that is read over and over takes long: in parts of objects, and steps of eight
/// bytes. To compare the pages of 5,000 items takes 12 million.
const MAX_WORK: usize = 100_000_000;
/// Largest list or store of objects, unpacked, and largest sum of all that is kept.
const MAX_STORE: usize = 64_000_000;
const MAX_STORES: usize = 400_000_000;
/// Largest picture or page when a file is looked through, and largest sum.
const MAX_STREAM: usize = 400_000_000;
const MAX_STREAMS: usize = 3_000_000_000;

/// Where an object stands.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// At a byte.
    At(usize),
    /// In a store: its number, and which of its objects.
    In(u32, usize),
}

/// A stream: what is said of it, and its bytes as they lie in the file.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    /// What is said of it.
    pub dict: Dict,
    /// The bytes, packed.
    pub raw: &'a [u8],
}

/// A store of objects, unpacked: numbers and starts, and the bytes.
type Store = Rc<(Vec<(u32, usize)>, Vec<u8>)>;

/// A PDF.
#[derive(Debug)]
pub struct File<'a> {
    bytes: &'a [u8],
    entries: HashMap<u32, Entry>,
    root: u32,
    stores: RefCell<(HashMap<u32, Store>, usize)>,
    work: Cell<usize>,
}

impl<'a> File<'a> {
    /// Reads where everything stands.
    ///
    /// # Errors
    /// When it is no PDF, damaged, encrypted or too large.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > MAX_PDF {
            return Err(Refusal::TooMuch(format!("has more than {} MB", MAX_PDF / 1_000_000)));
        }
        let head = &bytes[..bytes.len().min(1024)];
        if !head.windows(5).any(|w| w == b"%PDF-") {
            return Err(Refusal::NotPdf);
        }
        let tail = bytes.len().saturating_sub(2048);
        let word = b"startxref";
        let at = bytes[tail..].windows(word.len()).rposition(|w| w == word).ok_or(Refusal::Damaged("its end is missing"))?;
        let start = Parser::new(bytes, tail + at + word.len()).whole_number();
        let mut file = Self { bytes, entries: HashMap::new(), root: 0, stores: RefCell::default(), work: Cell::new(0) };
        let (mut next, mut seen) = (start, HashSet::new());
        while let Some(at) = next {
            if !seen.insert(at) || seen.len() > MAX_UPDATES {
                return Err(Refusal::Damaged("its lists of objects go round in a circle"));
            }
            let trailer = file.list(at)?;
            if trailer.contains_key(&b"Encrypt"[..]) {
                return Err(Refusal::Encrypted);
            }
            if let (0, Some(Object::Ref(root))) = (file.root, trailer.get(&b"Root"[..])) {
                file.root = *root;
            }
            if let Some(stream) = trailer.get(&b"XRefStm"[..]).and_then(Object::size) {
                file.list(stream)?;
            }
            next = trailer.get(&b"Prev"[..]).and_then(Object::size);
        }
        if file.root == 0 { Err(Refusal::Damaged("it has no beginning")) } else { Ok(file) }
    }

    /// Reads one list of objects, older than those read before, and gives what stands below it.
    fn list(&mut self, at: usize) -> Result<Dict, Refusal> {
        const BAD: Refusal = Refusal::Damaged("its list of objects cannot be read");
        let mut parser = Parser::new(self.bytes, at);
        if !parser.word(b"xref") {
            let (_, stream) = self.stream_at(at)?.ok_or(BAD)?;
            self.packed_list(&stream)?;
            return Ok(stream.dict);
        }
        while !parser.word(b"trailer") {
            let (first, count) = (parser.whole_number().ok_or(BAD)?, parser.whole_number().ok_or(BAD)?);
            if count > MAX_OBJECTS {
                return Err(BAD);
            }
            for number in first..first.saturating_add(count) {
                let (at, _) = (parser.whole_number().ok_or(BAD)?, parser.whole_number().ok_or(BAD)?);
                if parser.word(b"n") {
                    self.add(number, Entry::At(at))?;
                } else if !parser.word(b"f") {
                    return Err(BAD);
                }
            }
        }
        let trailer = parser.object();
        self.charge(parser.work())?;
        match trailer {
            Some(Object::Dict(trailer)) => Ok(trailer),
            _ => Err(BAD),
        }
    }

    fn packed_list(&mut self, stream: &Stream<'_>) -> Result<(), Refusal> {
        const BAD: Refusal = Refusal::Damaged("its list of objects cannot be read");
        let numbers = |key: &[u8]| match stream.dict.get(key) {
            Some(Object::Array(list)) => list.iter().map(Object::size).collect::<Option<Vec<usize>>>(),
            _ => None,
        };
        let widths = numbers(b"W").filter(|w| w.len() == 3 && w.iter().all(|n| *n <= 8)).ok_or(BAD)?;
        let size = stream.dict.get(&b"Size"[..]).and_then(Object::size).ok_or(BAD)?;
        let parts = numbers(b"Index").unwrap_or_else(|| vec![0, size]);
        let data = unpack(&stream.dict, stream.raw, MAX_STORE)?;
        let mut rows = data.chunks_exact(widths.iter().sum::<usize>().max(1));
        let value = |bytes: &[u8]| bytes.iter().fold(0usize, |n, b| n.wrapping_shl(8) | usize::from(*b));
        for part in parts.chunks_exact(2) {
            for number in part[0]..part[0].saturating_add(part[1]) {
                let Some(row) = rows.next() else { return Ok(()) };
                self.charge(1)?;
                let (kind, rest) = row.split_at(widths[0]);
                let (second, third) = rest.split_at(widths[1]);
                match if widths[0] == 0 { 1 } else { value(kind) } {
                    1 => self.add(number, Entry::At(value(second)))?,
                    2 => self.add(number, Entry::In(u32::try_from(value(second)).map_err(|_| BAD)?, value(third)))?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Notes where an object stands, unless a newer list has said so.
    fn add(&mut self, number: usize, entry: Entry) -> Result<(), Refusal> {
        let number = u32::try_from(number).map_err(|_| Refusal::Damaged("an object has an impossible number"))?;
        if self.entries.len() >= MAX_OBJECTS {
            return Err(Refusal::TooMuch("has more objects than any document needs".into()));
        }
        self.entries.entry(number).or_insert(entry);
        Ok(())
    }

    /// Counts what was read.
    fn charge(&self, work: usize) -> Result<(), Refusal> {
        self.work.set(self.work.get().saturating_add(work));
        if self.work.get() > MAX_WORK { Err(Refusal::TooMuch("refers to the same parts far too often".into())) } else { Ok(()) }
    }

    /// How much was read up to now.
    #[must_use]
    pub fn work(&self) -> usize {
        self.work.get()
    }

    /// The catalog.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn catalog(&self) -> Result<Dict, Refusal> {
        self.dict(&Object::Ref(self.root))?.ok_or(Refusal::Damaged("it has no beginning"))
    }

    /// What a reference means; everything else means itself.
    ///
    /// # Errors
    /// When what it means cannot be read.
    pub fn get(&self, object: &Object) -> Result<Object, Refusal> {
        let Object::Ref(number) = object else { return Ok(object.clone()) };
        let damaged = || Refusal::DamagedObject(*number);
        let found = match self.entries.get(number) {
            None => Object::Null,
            Some(Entry::At(at)) => {
                let mut parser = self.opened(*at, *number)?.ok_or_else(damaged)?;
                self.object(&mut parser)?.ok_or_else(damaged)?
            }
            Some(Entry::In(store, index)) => {
                let store = self.store(*store)?;
                let (known, start) = store.0.get(*index).ok_or_else(damaged)?;
                if known != number {
                    return Err(damaged());
                }
                self.object(&mut Parser::new(&store.1, *start))?.ok_or_else(damaged)?
            }
        };
        // A reference to a reference is legal nowhere.
        if matches!(found, Object::Ref(_)) { Err(damaged()) } else { Ok(found) }
    }

    /// The same as a dictionary; nothing when it is something else.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn dict(&self, object: &Object) -> Result<Option<Dict>, Refusal> {
        Ok(if let Object::Dict(dict) = self.get(object)? { Some(dict) } else { None })
    }

    /// The stream of a reference; nothing when it is something else.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn stream(&self, object: &Object) -> Result<Option<Stream<'a>>, Refusal> {
        let Object::Ref(number) = object else { return Ok(None) };
        let Some(Entry::At(at)) = self.entries.get(number) else { return Ok(None) };
        if self.opened(*at, *number)?.is_none() {
            return Err(Refusal::DamagedObject(*number));
        }
        Ok(self.stream_at(*at)?.map(|(_, stream)| stream))
    }

    /// A parser that stands behind `12 0 obj`, when that is there.
    fn opened(&self, at: usize, number: u32) -> Result<Option<Parser<'a>>, Refusal> {
        let mut parser = Parser::new(self.bytes, at);
        let found = parser.whole_number() == Some(number as usize) && parser.whole_number().is_some() && parser.word(b"obj");
        self.charge(parser.work())?;
        Ok(found.then_some(parser))
    }

    /// The next object of a parser.
    fn object(&self, parser: &mut Parser<'_>) -> Result<Option<Object>, Refusal> {
        let object = parser.object();
        self.charge(parser.work())?;
        Ok(object)
    }

    /// The stream that is the object at a byte.
    fn stream_at(&self, at: usize) -> Result<Option<(usize, Stream<'a>)>, Refusal> {
        const BAD: Refusal = Refusal::Damaged("a part of it is cut off");
        let mut parser = Parser::new(self.bytes, at);
        let Some(number) = parser.whole_number() else { return Ok(None) };
        if parser.whole_number().is_none() || !parser.word(b"obj") {
            return Ok(None);
        }
        let Some(Object::Dict(dict)) = self.object(&mut parser)? else { return Ok(None) };
        let Some(start) = parser.stream_start() else { return Ok(None) };
        let length = match dict.get(&b"Length"[..]) {
            // The length of a stream is a number, wherever it stands; no stream is read for it.
            Some(Object::Ref(other)) => match self.entries.get(other) {
                Some(Entry::At(at)) => match self.opened(*at, *other)? {
                    Some(mut parser) => self.object(&mut parser)?.and_then(|length| length.size()),
                    None => None,
                },
                _ => None,
            },
            Some(length) => length.size(),
            None => None,
        };
        let length = length.ok_or(BAD)?;
        let end = start.checked_add(length).filter(|end| *end <= self.bytes.len()).ok_or(BAD)?;
        if !Parser::new(self.bytes, end).word(b"endstream") {
            return Err(BAD);
        }
        Ok(Some((number, Stream { dict, raw: &self.bytes[start..end] })))
    }

    /// A store of objects.
    fn store(&self, number: u32) -> Result<Store, Refusal> {
        if let Some(known) = self.stores.borrow().0.get(&number) {
            return Ok(Rc::clone(known));
        }
        let damaged = || Refusal::DamagedObject(number);
        let Some(Entry::At(at)) = self.entries.get(&number) else { return Err(damaged()) };
        let (found, stream) = self.stream_at(*at)?.ok_or_else(damaged)?;
        let key = |key: &[u8]| stream.dict.get(key).and_then(Object::size);
        let (count, first) = (key(b"N").ok_or_else(damaged)?, key(b"First").ok_or_else(damaged)?);
        let data = unpack(&stream.dict, stream.raw, MAX_STORE).map_err(|refusal| refusal.of_object(number))?;
        if found != number as usize || first > data.len() || count > first.min(MAX_STORED) {
            return Err(damaged());
        }
        let mut parser = Parser::new(&data[..first], 0);
        let mut starts = Vec::with_capacity(count);
        for _ in 0..count {
            let (id, start) = (parser.whole_number().ok_or_else(damaged)?, parser.whole_number().ok_or_else(damaged)?);
            starts.push((u32::try_from(id).map_err(|_| damaged())?, first.saturating_add(start)));
        }
        let store: Store = Rc::new((starts, data));
        let mut stores = self.stores.borrow_mut();
        stores.1 += store.1.len();
        if stores.1 > MAX_STORES {
            return Err(Refusal::TooMuch("becomes far too large when it is unpacked".into()));
        }
        stores.0.insert(number, Rc::clone(&store));
        Ok(store)
    }

    /// The pages, in order, by the numbers of their objects.
    ///
    /// # Errors
    /// When the tree of pages goes round in a circle, or has more than a document can.
    pub fn pages(&self) -> Result<Vec<u32>, Refusal> {
        const BAD: Refusal = Refusal::Damaged("its pages cannot be found");
        let Some(Object::Ref(top)) = self.catalog()?.get(&b"Pages"[..]).cloned() else { return Err(BAD) };
        let (mut pages, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![top]);
        while let Some(number) = open.pop() {
            if !seen.insert(number) || seen.len() > 50_000 {
                return Err(Refusal::Damaged("its pages go round in a circle"));
            }
            let dict = self.dict(&Object::Ref(number))?.ok_or(BAD)?;
            let Some(kids) = dict.get(&b"Kids"[..]) else {
                pages.push(number);
                continue;
            };
            let Object::Array(kids) = self.get(kids)? else { return Err(BAD) };
            for kid in kids.iter().rev() {
                let Object::Ref(kid) = kid else { return Err(BAD) };
                open.push(*kid);
            }
        }
        Ok(pages)
    }

    /// Reads every object once, so that a general reader finds nothing in it that would end it.
    ///
    /// # Errors
    /// What was found.
    pub fn look_through(&self) -> Result<(), Refusal> {
        self.pages()?;
        let mut numbers: Vec<u32> = self.entries.keys().copied().collect();
        numbers.sort_unstable();
        let mut left = MAX_STREAMS;
        for number in numbers {
            self.get(&Object::Ref(number))?;
            if let Some(stream) = self.stream(&Object::Ref(number))? {
                let size = unpack::looked_through(&stream.dict, stream.raw, MAX_STREAM.min(left))?;
                left = left.saturating_sub(size);
            }
        }
        Ok(())
    }
}
