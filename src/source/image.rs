//! The size of an SVG image: what a header says of the other formats stands in its attributes.

/// Width and height of an SVG, from its attributes or its view box.
pub fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let from = tag.find(&format!(" {name}=")).or_else(|| tag.find(&format!("\n{name}=")))? + name.len() + 2;
        let quote = tag[from..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        tag[from + 1..].split(quote).next()
    };
    let length = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok().filter(|length| *length >= 1.0);
    let given = || Some((length(attribute("width")?)?, length(attribute("height")?)?));
    let of_view_box = || {
        let parts: Vec<f64> = attribute("viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        (parts.len() == 4).then(|| (parts[2], parts[3]))
    };
    let (width, height) = given().or_else(of_view_box)?;
    // a picture is never larger than this; the cast can't overflow
    Some((width.round().min(1e6) as u32, height.round().min(1e6) as u32))
}
