//! Strings that break programs which take text for more than text. Each with the reason why it is here.

/// A string and why it is here.
pub type Naughty = (&'static str, &'static str);

/// To be printed as they are.
#[rustfmt::skip]
pub const PRINTED: &[Naughty] = &[
    // Typst: markup and code.
    ("#panic(\"no\") #eval(\"1+1\")", "calls of functions"),
    ("#{ let x = 1; x }#while true {}", "a block of code, and an endless one"),
    ("#read(\"../secret.txt\") #include \"../secret.typ\"", "other files"),
    ("#import \"@preview/x:1.0.0\": * #plugin(bytes(()))", "a package from the network, foreign code"),
    ("#set page(width: 1pt) #show regex(\".\"): none", "rules for everything that follows"),
    ("] [[ } { ) ( ]] }} ))", "closing brackets of a call, its content and its block"),
    ("$x^2 / y$ <label> @reference a_b^c'", "mathematics, labels, references"),
    ("\\u{41} \\n \\t \\\" \\\\ \\", "escapes, one of them unfinished"),
    ("= Heading == two", "a heading"),
    ("- dash", "a list"),
    ("+ plus", "a numbered list"),
    ("/ Term: meaning", "a list of terms"),
    ("1. Một", "a numbered item, as in Vietnamese headings"),
    ("a~b--c---d...e-?f", "signs that become other signs"),
    ("\"straight\" 'single' don't \u{201c}curly\u{201d} \u{ab}guillemets\u{bb} 'n'", "quotes that would be made curly"),
    ("// comment? https://example.org/a//b", "the rest of a line lost"),
    ("/* comment? */ a /* b", "a stretch lost"),
    ("`raw` ```block``` ` ``", "text in another font"),
    ("*strong* _emphasis_ __x__ **y**", "marks of weight"),
    ("(range(100000000))", "arguments, when it follows a call"),
    ("#1 C# #a #", "numbers with their sign"),
    ("#\"quoted\"; #sym.arrow #context here().page() #metadata(1) <m>", "values in markup"),
    // MiniJinja, and the gaps of our own word lists.
    ("{{ 7*7 }} {{ debug() }} {{ config }}", "expressions of a template"),
    ("{% raw %} {% include \"../secret.txt\" %} {% for i in range(9) %}", "statements of a template"),
    ("{# gone? #} {#", "comments of a template"),
    ("{n} {name} {} {what} ${HOME} %{x}", "gaps to be filled"),
    // YAML look-alikes.
    ("!!python/object/apply:os.system [\"id\"]", "a type that runs code"),
    ("*alias", "a repetition"),
    ("&anchor x", "a mark to be repeated"),
    ("<<: *a", "a merge"),
    ("? complex : key", "a key of many lines"),
    ("null", "nothing"),
    ("yes", "a truth"),
    ("0x1F", "a number to base sixteen"),
    ("1e3", "a number with an exponent"),
    ("2025-01-01", "a date"),
    ("~", "nothing, short"),
    ("key: value # no comment", "a map and a comment"),
    ("| literal", "a block"),
    ("> 85", "a folded block"),
    ("--- x", "a new document"),
    ("%YAML 1.2", "a directive"),
    ("[a, b] {c: d}, e", "lists and maps in one line"),
    ("\"unclosed", "a quote that never ends"),
    ("'it''s", "doubled quotes"),
    // CommonMark, where a text is one line, and where every sign has its backslash.
    ("# Heading > quote", "a heading, a quotation"),
    ("![alt](x.png) [text](@item) [62 %](@figure)", "pictures, links, quoted figures"),
    ("<b>bold</b> &amp; &#65; &nbsp; <!-- gone? -->", "HTML and its entities"),
    ("* * * ___ ~~~ === | a | b |", "rules, fences and tables"),
    ("<https://example.org> [^1] [x]: /y", "short links, notes and definitions"),
    ("a\\", "a backslash at the end"),
    // Browsers, shells, databases, spreadsheets.
    ("<script>alert(1)</script><img src=x onerror=alert(1)>", "a program in a page"),
    ("\" onmouseover=\"alert(1)", "the end of an attribute"),
    ("javascript:alert(1) data:text/html,<b>x</b>", "addresses that run code"),
    ("Robert'); DROP TABLE students;-- ' OR '1'='1", "the end of a query"),
    ("%s %n %x %08d %% {0} {0.__class__}", "formats"),
    ("../../etc/passwd ..\\..\\win.ini C:\\CON file:///etc/passwd", "paths"),
    ("=cmd|' /C calc'!A0 +1-2 @SUM(1)", "formulas of a table"),
    ("$(reboot) `id`; rm -rf / | true && false", "commands"),
    ("https://example.org/a?b=c&d=%20e#f, (http://example.org).", "addresses in a text"),
    // White space.
    ("   before and after   ", "spaces at both ends"),
    ("two  spaces\tand\ta tab", "spaces that are more than one"),
    ("one\r\ntwo\nthree", "line ends"),
    ("one\n\ntwo\n \nthree", "empty lines"),
    ("12\u{a0}000\u{202f}% non\u{2011}breaking", "spaces and a hyphen that do not break"),
    ("thin\u{2009}space em\u{2003}space figure\u{2007}space", "spaces of other widths"),
    ("next\u{85}line\u{2028}line\u{2029}paragraph", "line ends that print as a space"),
    ("soft\u{ad}hyphen zero\u{200b}width\u{200b}", "places where a word may break"),
    ("a\u{200d}b\u{200c}c\u{2060}d\u{fe0f}", "joiners and selectors"),
    // Only signs.
    ("!?.,;:", "punctuation"),
    ("'", "one quote"),
    ("''''''''", "many quotes"),
    ("\"\"\"", "three quotes"),
    ("\\\\\\\\", "backslashes"),
    ("()[]{}<>", "brackets"),
    ("\u{2013} \u{2014} \u{2026} \u{b7} \u{2022} \u{bf} \u{a1} \u{a7} \u{b6} \u{2020} \u{2021}", "signs of printers"),
    ("%", "a unit"),
    ("\u{fffd}", "the sign for what could not be read"),
    // Letters.
    ("aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ", "every small letter of Vietnamese"),
    ("AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ EÈÉẺẼẸ ÊỀẾỂỄỆ IÌÍỈĨỊ OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ UÙÚỦŨỤ ƯỪỨỬỮỰ YỲÝỶỸỴ Đ", "every capital letter of Vietnamese"),
    ("Ha\u{300} No\u{302}\u{323}i, tha\u{300}nh pho\u{302}\u{301} ho\u{323}c ta\u{323}\u{302}p", "decomposed Vietnamese, its marks in both orders"),
    ("Ngu\u{31b}o\u{31b}\u{300}i Vie\u{323}\u{302}t", "decomposed horns"),
    ("Ἀθῆναι, ᾧ ἄνθρωπε ΰ Ω", "Greek of all times"),
    ("Київ, щёголь, Ђорђе, ѣ", "Cyrillic of several languages"),
    ("مدينة التعلم", "Arabic"),
    ("السلام لا الأ", "joined lam and alef"),
    ("مُدُنُ التَّعَلُّمِ", "Arabic with its vowels"),
    ("شهر می\u{200c}خواهد", "Persian with a sign that does not join"),
    ("UNESCO مدينة (2025) Hanoi", "two directions and a number"),
    ("(١٢٣) عام 12,5 % من", "numbers in a text to the left"),
    ("\u{200f}abc\u{200f} \u{61c}دانش\u{200e}!", "marks of direction that are allowed"),
    ("x\u{304} q\u{307} m\u{302} n\u{331} k\u{30c}", "marks on letters that have no composed form"),
    ("Z\u{335}\u{300}\u{301}\u{323}al\u{338}\u{331}g\u{303}\u{304}o\u{336}\u{30f}", "stacks of marks"),
    ("office affluent find fjord \u{fb01}x \u{fb02}y", "ligatures"),
    ("\u{bd} \u{bc} \u{215e} 1\u{2044}2 x² y³ H\u{2082}O ª º", "fractions, raised and lowered figures"),
    ("€ £ ¥ ₫ ₹ ¢ ™ © ® № ‰ ° µ", "money and other signs"),
    ("\u{212b} \u{2126} \u{1e9e} ß ŉ ĳ ſ İıŞğ þð Æœ Ǆ", "letters with two codes, and rare ones"),
    ("ɐ ʃ ʒ ŋ ə ʔ", "signs of phonetics"),
];

/// What a stretch of letters is made of when it is too long to be written here.
pub fn long() -> Vec<(String, &'static str)> {
    let brackets = format!("{}x{}", "[(".repeat(8), ")]".repeat(8));
    vec![
        ("Donaudampfschiff".repeat(125), "a word of two thousand letters"),
        (brackets, "brackets, sixteen deep: no line ends between them, by Unicode's rule"),
        ("\\".repeat(500), "five hundred backslashes"),
    ]
}

/// Three thousand words, some 17,000 letters: nearly as much as a field may hold.
pub fn three_thousand_words() -> String {
    (1..=3000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ")
}

/// What a text must not hold, and the code of the message.
#[rustfmt::skip]
pub const REFUSED: &[(&str, &str, &str)] = &[
    ("a\0b", "forbidden-character", "NUL"),
    ("\u{1b}[31mred\u{1b}[0m", "forbidden-character", "colours of a terminal"),
    ("bell\u{7} back\u{8} feed\u{b}\u{c}", "forbidden-character", "controls"),
    ("\u{7f}", "forbidden-character", "delete"),
    ("\u{9b}31m", "forbidden-character", "the other controls"),
    ("annex \u{202e}fdp.exe", "forbidden-character", "a name that reads backwards"),
    ("\u{2066}isolate\u{2069} \u{202a}embed\u{202c}", "forbidden-character", "directions that nobody sees"),
    ("\u{e000} \u{f8ff} \u{f0000}", "forbidden-character", "private use"),
    ("a\u{feff}b", "forbidden-character", "a byte-order mark in a text"),
    ("\u{fff9}a\u{fffa}b\u{fffb}", "forbidden-character", "notes between lines"),
    ("\u{fffe} \u{fdd0} \u{10ffff}", "forbidden-character", "what will never be a letter"),
    ("smile 😀", "missing-letter", "a picture"),
    ("👩\u{200d}💻 👍🏽", "missing-letter", "pictures made of several"),
    ("🇻🇳", "missing-letter", "a flag"),
    ("学习城市", "missing-letter", "Chinese, without a font of its own"),
    ("เมืองแห่งการเรียนรู้", "missing-letter", "Thai, without a font of its own"),
    ("עיר לומדת", "missing-letter", "Hebrew, without a font of its own"),
];
