//! Words and characters are counted as word processors count them, in every script.

use gnlc::model::prose::{Count, count_characters, count_words, each_word};

fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word));
    words
}

#[test]
fn latin_letters_are_counted_by_the_spaces_between_them() {
    // One word each: a hyphen, an apostrophe and a full stop inside do not part; a dash alone is none; `&` alone is none.
    let text = "A well-being plan – the city's own – reaches 1,200 people (3.5 %) & e.g. their families.";
    // A · well-being · plan · the · city's · own · reaches · 1,200 · people · (3.5 · e.g. · their · families.
    assert_eq!(count_words(text), 13);
    assert_eq!(count_characters(text), text.chars().count());
    assert_eq!(count_words("L'eau n'est-elle pas là ?"), 4);
}

#[test]
fn vietnamese_syllables_are_words_and_its_marks_are_no_characters_of_their_own() {
    // Vietnamese writes a space between syllables, and word processors count these: Thành phố học tập suốt đời is six.
    let text = "Thành phố học tập suốt đời: mỗi người dân đều được học.";
    assert_eq!(count_words(text), 12);
    assert_eq!(count_characters(text), 55);
    // Letters whose marks are written apart (NFD) are the same letters.
    assert_eq!(count_characters("e\u{302}\u{301}"), 1);
}

#[test]
fn cyrillic_letters_are_counted_by_the_spaces_between_them() {
    // Город · учится: · 25 · школ, · 3 · библиотеки · и · музей.
    let text = "Город учится: 25 школ, 3 библиотеки и музей — в 2025 г.";
    // … and в · 2025 · г.; the dash is none.
    assert_eq!(count_words(text), 11);
    assert_eq!(count_characters(text), 55);
}

#[test]
fn arabic_letters_are_counted_by_the_spaces_between_them() {
    // «and the city» is one word: the conjunction and the article are written together with the noun.
    let text = "مدينة التعلم والمدينة ٢٠٢٥ للجميع";
    assert_eq!(count_words(text), 5);
    // Vowel signs stand on their letters and are no characters of their own.
    assert_eq!(count_words("مَدِينَة"), 1);
    assert_eq!(count_characters("مَدِينَة"), 5);
}

#[test]
fn every_chinese_and_japanese_letter_is_a_word_and_their_punctuation_is_none() {
    // Eleven letters; the comma and the full stop are none.
    assert_eq!(count_words("学习型城市，全民终身学习。"), 11);
    // 2024 · 年 · 6 · 月, then UNESCO · 网 · 络: numbers and Latin words between letters are one word each.
    assert_eq!(words("2024年6月UNESCO网络"), ["2024", "年", "6", "月", "UNESCO", "网", "络"]);
    // Kana count as letters do, with the sign that lengthens and the sign that repeats; the middle dot is none.
    assert_eq!(count_words("ラーニング・シティの人々"), 11);
    assert_eq!(count_characters("学习型城市，全民终身学习。"), 13);
    // Korean writes spaces.
    assert_eq!(count_words("세계 학습도시 네트워크"), 3);
}

#[test]
fn thai_lao_khmer_and_burmese_are_parted_by_dictionaries() {
    assert_eq!(words("เมืองแห่งการเรียนรู้"), ["เมือง", "แห่ง", "การ", "เรียน", "รู้"]);
    assert_eq!(words("ประชาชน 25 คนเรียนภาษาไทย"), ["ประชาชน", "25", "คน", "เรียน", "ภาษา", "ไทย"]);
    // A letter with its vowel and tone is one character.
    assert_eq!(count_characters("รู้"), 1);
    for (text, least) in [("ເມືອງແຫ່ງການຮຽນຮູ້", 3), ("ទីក្រុងនៃការរៀនសូត្រ", 3), ("သင်ယူခြင်းမြို့တော်", 2)]
    {
        let words = words(text);
        assert!(words.len() >= least && words.concat() == text, "{words:?}");
    }
}

#[test]
fn lines_end_between_characters() {
    assert_eq!(Count::of("one two\n\nthree\n"), Count { words: 3, characters: 12 });
    assert_eq!(Count::of(""), Count::default());
    assert_eq!(Count::of("– … ; !"), Count { words: 0, characters: 7 });
}
