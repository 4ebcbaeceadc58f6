//! Printing: results to standard output, everything else to standard error.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};

/// Standard output cannot be written to, as when its disk is full. A reader that closed its end (`| head`) is no error.
#[derive(Clone, Copy, Debug)]
pub struct Unwritable;

/// Where a command prints.
#[derive(Debug)]
pub struct Output {
    quiet: bool,
    colour: bool,
    paints: bool,
}

impl Output {
    /// Colour is for terminals, and not where `NO_COLOR` is set.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        let allowed = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
        Self { quiet, colour: io::stderr().is_terminal() && allowed, paints: io::stdout().is_terminal() && allowed }
    }

    /// Whether to colour what goes to standard error.
    #[must_use]
    pub fn colour(&self) -> bool {
        self.colour
    }

    /// Whether to colour a result.
    #[must_use]
    pub fn paints(&self) -> bool {
        self.paints
    }

    /// Whether only errors are wanted.
    #[must_use]
    pub fn quiet(&self) -> bool {
        self.quiet
    }

    /// A result: goes to standard output as it is.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn result(&mut self, bytes: &[u8]) -> Result<(), Unwritable> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Unwritable),
            _ => Ok(()),
        }
    }

    /// A message: goes to standard error.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn note(&mut self, text: &str) -> Result<(), Unwritable> {
        // Who does not listen is no reason to stop the work.
        let mut out = io::stderr().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        Ok(())
    }

    /// A message that is not printed when only errors are wanted.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn remark(&mut self, text: &str) -> Result<(), Unwritable> {
        if self.quiet { Ok(()) } else { self.note(&format!("{text}\n")) }
    }

    /// What is going on, on a terminal only; the next line replaces it.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn progress(&mut self, text: &str) -> Result<(), Unwritable> {
        if self.quiet || !io::stderr().is_terminal() { Ok(()) } else { self.note(&format!("\r\u{1b}[K{text}")) }
    }
}

/// A cell of a table for spreadsheets, which none of them takes for a formula.
pub fn cell(text: &str) -> String {
    let number = text.strip_prefix(['-', '+']).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let formula = !number && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A text in lines of a width, those after the first indented.
pub fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            let _ = write!(out, "\n{:indent$}", "");
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
