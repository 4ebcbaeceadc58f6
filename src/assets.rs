//! One table of the files built into the program. The user's file comes first, then the one from here.

/// A text built in.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its path from the project's root.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// A font built in.
#[derive(Clone, Copy, Debug)]
pub struct FontAsset {
    /// Its path from the project's root.
    pub path: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

macro_rules! texts {
    ($($path:literal,)+) => { &[$(Asset { path: $path, text: include_str!(concat!("../", $path)) },)+] };
}

macro_rules! fonts {
    ($($path:literal,)+) => { &[$(FontAsset { path: $path, bytes: include_bytes!(concat!("../", $path)) },)+] };
}

/// Packs, word lists and templates.
pub const TEXTS: &[Asset] = texts![
    "data/crosswalks/key-features--guidelines-2015.yaml",
    "data/crosswalks/key-features--sdgs.yaml",
    "data/crosswalks/key-features--three-themes.yaml",
    "data/crosswalks/key-features--vn-circular-25-2023.yaml",
    "data/crosswalks/key-features--vn-decision-1373-2021.yaml",
    "data/crosswalks/key-features--vn-decision-387-2022.yaml",
    "data/crosswalks/key-features--vn-decision-677-2022.yaml",
    "data/crosswalks/key-features--vn-decree-20-2014.yaml",
    "data/forms/gnlc-membership-2015.yaml",
    "data/forms/gnlc-membership-2018-2020.yaml",
    "data/forms/gnlc-membership-2021-2023.yaml",
    "data/frameworks/guidelines-2015.yaml",
    "data/frameworks/key-features.yaml",
    "data/frameworks/sdgs.yaml",
    "data/frameworks/three-themes.yaml",
    "data/frameworks/vn-circular-25-2023.yaml",
    "data/frameworks/vn-decision-1373-2021.yaml",
    "data/frameworks/vn-decision-387-2022.yaml",
    "data/frameworks/vn-decision-677-2022.yaml",
    "data/frameworks/vn-decree-20-2014.yaml",
    "data/locales/en.yaml",
    "data/locales/fr.yaml",
    "data/locales/vi.yaml",
    "templates/FIELDS.md",
    "templates/base.typ",
    "templates/changes.typ",
    "templates/changes/changes.typ.jinja",
    "templates/changes/page-one.typ.jinja",
    "templates/changes/parts.typ.jinja",
    "templates/charts.typ",
    "templates/charts/bar.typ",
    "templates/charts/line.typ",
    "templates/charts/signs.typ",
    "templates/charts/steps.typ",
    "templates/dossier/areas.typ.jinja",
    "templates/dossier/back.typ.jinja",
    "templates/dossier/dossier.typ.jinja",
    "templates/dossier/form.typ.jinja",
    "templates/dossier/front.typ.jinja",
    "templates/dossier/register.typ.jinja",
    "templates/form.typ",
    "templates/form/form.typ.jinja",
    "templates/indicators.typ",
    "templates/sheet.typ",
    "templates/sheet/sheet.typ.jinja",
    "templates/style.typ",
    "templates/theme.typ",
];

/// The small imaginary city that `gnlc init` writes.
pub const STARTER: &[Asset] = texts![
    "data/examples/starter/answers.yaml",
    "data/examples/starter/dossier.yaml",
    "data/examples/starter/evidence.yaml",
    "data/examples/starter/indicators.yaml",
    "data/examples/starter/next-steps.yaml",
    "data/examples/starter/sources.yaml",
];

/// Packs to begin with: every key of each kind, by example.
pub const PACK_STARTS: &[Asset] = texts!["data/packs/crosswalk.yaml", "data/packs/form.yaml", "data/packs/framework.yaml",];

/// The fonts, in the order in which they are tried.
pub const FONTS: &[FontAsset] = fonts![
    "fonts/source-serif-4/SourceSerif4_400Regular.ttf",
    "fonts/source-serif-4/SourceSerif4_400Regular_Italic.ttf",
    "fonts/source-serif-4/SourceSerif4_600SemiBold.ttf",
    "fonts/source-serif-4/SourceSerif4_700Bold.ttf",
    "fonts/source-serif-4/SourceSerif4_700Bold_Italic.ttf",
    "fonts/source-sans-3/SourceSans3_400Regular.ttf",
    "fonts/source-sans-3/SourceSans3_400Regular_Italic.ttf",
    "fonts/source-sans-3/SourceSans3_600SemiBold.ttf",
    "fonts/source-sans-3/SourceSans3_700Bold.ttf",
    "fonts/noto-sans/NotoSans_400Regular.ttf",
    "fonts/noto-sans/NotoSans_700Bold.ttf",
    "fonts/amiri/Amiri_400Regular.ttf",
    "fonts/amiri/Amiri_700Bold.ttf",
];

/// The text built in under a path.
#[must_use]
pub fn text(path: &str) -> Option<&'static str> {
    TEXTS.iter().find(|asset| asset.path == path).map(|asset| asset.text)
}
