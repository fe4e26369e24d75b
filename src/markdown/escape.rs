//! Text as HTML.

/// `text` as the text of a body is written.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    self::text(text, &mut out);
    out
}

/// Writes `text` as the content of an element.
pub(super) fn text(text: &str, out: &mut String) {
    pulldown_cmark_escape::escape_html_body_text(out, text).expect("a string takes all that is written");
}

/// Writes `text` as the value of an attribute in double quotes, or as content where quotes do no harm.
pub(crate) fn attribute(text: &str, out: &mut String) {
    // an apostrophe stays, as in CommonMark's own examples
    out.push_str(&escaped(text).replace('"', "&quot;"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_html_would_take_for_markup_is_escaped() {
        let (mut content, mut value) = (String::new(), String::new());
        text("a < b && \"c\" > 'd'", &mut content);
        attribute("a < b && \"c\" > 'd'", &mut value);
        assert_eq!(content, "a &lt; b &amp;&amp; \"c\" &gt; 'd'");
        assert_eq!(value, "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
    }
}
