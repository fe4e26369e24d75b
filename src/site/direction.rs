//! The direction in which a language is written, by its tag.

/// Whether `language` is written from right to left, by its script where it names one.
pub(crate) fn is_right_to_left(language: &str) -> bool {
    let mut parts = language.split(['-', '_']);
    let first = parts.next().unwrap_or_default().to_lowercase();
    let script = parts.find(|part| part.len() == 4).map(str::to_lowercase);
    match script.as_deref() {
        Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm"),
        None => matches!(
            first.as_str(),
            "ar" | "arc"
                | "ckb"
                | "dv"
                | "fa"
                | "he"
                | "iw"
                | "ji"
                | "ks"
                | "ku"
                | "nqo"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

    #[test]
    fn languages_have_a_direction() {
        for (language, dir) in [("en", "ltr"), ("he", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("ku-Latn", "ltr")]
        {
            assert_eq!(is_right_to_left(language), dir == "rtl", "{language}");
        }
    }
}
