//! The rule that makes the part of an address out of a name or a title.
//!
//! 1. The text is normalised (NFC), so that a file name of macOS and the same name typed elsewhere are one slug.
//! 2. Letters, their marks, and digits of any script stay, in lower case; `+` becomes `plus`, `#` becomes `sharp`,
//!    and a `.` that begins the text becomes `dot`: `C++`, `C#` and `.NET` would be nothing but `c` and `net`.
//! 3. Every run of anything else becomes one `-`; none stands at either end.
//!
//! Left out: what makes a slug of the author's own valid (the key `slug` is checked, never rewritten), and what
//! makes two of them differ (two equal addresses are an error that names both files).

use crate::text;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// The slug of `text`; with `ascii` its letters are transliterated. Empty when `text` holds no letter and no digit.
pub fn slugify(text: &str, ascii: bool) -> String {
    let text = text::nfc(text.trim());
    let mut slug = Slug { text: String::with_capacity(text.len()), gap: false };
    let mut rest = &*text;
    if let Some(name) = rest.strip_prefix('.').filter(|name| name.starts_with(is_letter)) {
        slug.push("dot");
        rest = name;
    }
    for c in rest.chars() {
        match c {
            '+' => slug.push("plus"),
            '#' => slug.push("sharp"),
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase().encode_utf8(&mut [0; 4])),
            c if !(is_letter(c) || text::is_mark(c) && slug.takes_mark()) => slug.gap = true,
            c if ascii => slug.push_transliterated(c),
            c => c.to_lowercase().for_each(|c| slug.push(c.encode_utf8(&mut [0; 4]))),
        }
    }
    slug.text
}

/// A slug in the making.
struct Slug {
    text: String,
    /// Whether something that became a `-` stands between the text and what comes next.
    gap: bool,
}

impl Slug {
    fn push(&mut self, part: &str) {
        if self.gap && !self.text.is_empty() {
            self.text.push('-');
        }
        self.gap = false;
        self.text.push_str(part);
    }

    /// A mark belongs to the letter before it; without one it is a character like any other.
    fn takes_mark(&self) -> bool {
        !self.gap && !self.text.is_empty()
    }

    /// Latin letters in the place of `c`. A space in them separates words (Chinese gets a syllable a character);
    /// signs such as the apostrophe for a soft sign are no part of an address.
    fn push_transliterated(&mut self, c: char) {
        for c in deunicode::deunicode_char(c).unwrap_or_default().chars() {
            if c.is_ascii_alphanumeric() {
                self.push(c.to_ascii_lowercase().encode_utf8(&mut [0; 4]));
            } else if c == ' ' {
                self.gap = true;
            }
        }
    }
}

/// Whether `c` is a letter or a digit. Superscripts, circled numbers and the like are neither.
fn is_letter(c: char) -> bool {
    let category = text::category(c);
    GeneralCategoryGroup::Letter.contains(category) || category == GeneralCategory::DecimalNumber
}

/// Whether `slug`, as an author wrote it, can be the last part of an address.
///
/// # Errors
/// Why not, as the rest of a sentence.
pub(crate) fn check(slug: &str) -> Result<(), &'static str> {
    if slug.is_empty() {
        return Err("it is empty");
    }
    if slug.contains(['/', '\\']) {
        return Err("a slash in it would make it two parts of an address");
    }
    if slug == "." || slug == ".." {
        return Err("it would leave the site");
    }
    if slug.starts_with('.') {
        return Err("a name that begins with a dot is hidden, and many hosts don't show it");
    }
    if slug.ends_with('.') {
        return Err("some systems drop a dot at the end of a name");
    }
    if slug.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '%' | '"' | '<' | '>')) {
        return Err("blanks and the characters `? # % \" < >` can't stand in an address");
    }
    Ok(())
}

/// Whether `id` can be a question's: `[a-z0-9]+(-[a-z0-9]+)*`.
///
/// # Errors
/// Why not, as the rest of a sentence.
pub(crate) fn check_id(id: &str) -> Result<(), &'static str> {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if id.split('-').all(is_word) { Ok(()) } else { Err("an id is lower-case words and digits, joined by hyphens") }
}

#[cfg(test)]
mod tests {
    use super::slugify;

    #[test]
    fn a_name_becomes_a_slug() {
        for (text, slug) in [
            ("Database indexes explained", "database-indexes-explained"),
            ("  What's a B-tree?  ", "what-s-a-b-tree"),
            ("C++", "cplusplus"),
            ("C++ and C#", "cplusplus-and-csharp"),
            ("A + B", "a-plus-b"),
            (".NET", "dotnet"),
            (" .NET core", "dotnet-core"),
            ("ASP.NET", "asp-net"),
            ("...", ""),
            ("", ""),
            (" -_- ", ""),
            ("snake_case__name", "snake-case-name"),
            ("--already--a-slug--", "already-a-slug"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\0b\nc\u{202e}d", "a-b-c-d"),
            ("O(n²) in 2026", "o-n-in-2026"),
            ("🚀 rockets 🚀", "rockets"),
            ("Größe und Maß", "größe-und-maß"),
            ("ÉCOLE", "école"),
            ("e\u{301}cole", "école"),
            ("индексы баз", "индексы-баз"),
            ("हिन्दी में", "हिन्दी-में"),
            ("ประสิทธิภาพ", "ประสิทธิภาพ"),
            ("数据库 索引", "数据库-索引"),
            ("مقابلة عمل", "مقابلة-عمل"),
            ("\u{301}a", "a"),
        ] {
            assert_eq!(slugify(text, false), slug, "{text}");
        }
    }

    #[test]
    fn letters_are_transliterated_on_demand() {
        for (text, slug) in [
            ("Größe und Maß", "grosse-und-mass"),
            ("École #1", "ecole-sharp1"),
            ("больше данных", "bolshe-dannykh"),
            ("数据库", "shu-ju-ku"),
            ("🚀 rockets", "rockets"),
            ("a\u{32a}b", "ab"),
            ("🚀", ""),
        ] {
            assert_eq!(slugify(text, true), slug, "{text}");
        }
    }

    #[test]
    fn a_slug_is_its_own_slug() {
        for text in ["C++ and C#", ".NET", "Größe", "हिन्दी में", "İstanbul", "a\u{32a}b"] {
            let slug = slugify(text, false);
            assert_eq!(slugify(&slug, false), slug, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_slug_that_fits_an_address(text in ".*") {
            let slug = slugify(&text, false);
            assert_eq!(slugify(&slug, false), slug);
            assert!(!slug.contains(['/', '.', ' ', '\\', '%', '?', '#']) && !slug.contains("--"), "{slug}");
            let ascii = slugify(&text, true);
            assert!(ascii.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{ascii}");
            assert!(!ascii.starts_with('-') && !ascii.ends_with('-') && !ascii.contains("--"), "{ascii}");
        }
    }
}
