//! Fonts of this machine: only those are taken that print a letter nothing else has.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use fontdb::{Database, ID, Source as Found};
use typst::text::FontInfo;

use super::super::scripts;
use super::{Face, Fonts, Origin, Source, is_built_in, judge};
use crate::digest::sha256;
use crate::model::Lang;

/// What a font must have: letters that belong together, and the language of the text.
pub(crate) type Wanted = (String, Lang);

impl Fonts {
    /// Adds the families of this machine that print what the other fonts cannot, as few as possible.
    pub(crate) fn add_from_system(&mut self, wanted: &[Wanted]) {
        if wanted.is_empty() {
            return;
        }
        let machine = Machine::search(self);
        let mut left: Vec<&Wanted> = wanted.iter().collect();
        loop {
            let prints =
                |faces: &[Face], text: &str| faces.iter().any(|f| text.chars().all(|c| f.has(c) || scripts::is_invisible(c)));
            let best = machine
                .families
                .iter()
                .map(|(name, faces)| {
                    let covered = left.iter().filter(|(text, _)| prints(faces, text)).count();
                    let fits = left.iter().filter(|(text, lang)| scripts::suits(name, text, lang)).count();
                    (covered, fits, Reverse(name), faces)
                })
                .max_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
            let Some((1.., _, _, faces)) = best else { return };
            self.add(faces.iter().map(|face| machine.with_digest(face)).collect());
            left.retain(|(text, _)| !prints(faces, text));
        }
    }

    /// Adds every family of this machine, for a list.
    pub fn add_all_of_system(&mut self) {
        let machine = Machine::search(self);
        self.add(machine.families.into_values().flatten().collect());
    }
}

/// What was found on this machine.
struct Machine {
    database: Database,
    ids: BTreeMap<(std::path::PathBuf, u32), ID>,
    families: BTreeMap<String, Vec<Face>>,
}

impl Machine {
    /// Families that the run does not have yet.
    fn search(fonts: &Fonts) -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let (mut ids, mut families) = (BTreeMap::new(), BTreeMap::<String, Vec<Face>>::new());
        for face in database.faces() {
            let (Found::File(path) | Found::SharedFile(path, _)) = &face.source else { continue };
            let read =
                |bytes: &[u8], index: u32| judge::is_printable(bytes, index).then(|| FontInfo::new(bytes, index)).flatten();
            let Some(Some(info)) = database.with_face_data(face.id, read) else { continue };
            let known = is_built_in(&info.family) || fonts.extra.iter().any(|f| f.info.family.eq_ignore_ascii_case(&info.family));
            if known || info.is_last_resort() {
                continue;
            }
            ids.insert((path.clone(), face.index), face.id);
            let source = Source::OnDisk(path.clone(), face.index);
            let file = path.display().to_string();
            families.entry(info.family.clone()).or_default().push(Face {
                origin: Origin::System,
                file,
                digest: None,
                info,
                source,
            });
        }
        for faces in families.values_mut() {
            faces.sort_by(|a, b| a.file.cmp(&b.file));
        }
        Self { database, ids, families }
    }

    fn with_digest(&self, face: &Face) -> Face {
        let Source::OnDisk(path, index) = &face.source else { return face.clone() };
        let id = self.ids.get(&(path.clone(), *index));
        let digest = id.and_then(|id| self.database.with_face_data(*id, |bytes, _| (sha256(bytes), bytes.len())));
        Face { digest, ..face.clone() }
    }
}
