//! Whether a file with the name of an image is one, and all of it: seen at its first bytes and at its end, without decoding.

use memchr::memmem;

/// What keeps a file from being an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In a few words, as the rest of a sentence.
    pub reason: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// What to do about a file that is something else, or not all of it.
const TAKE: &str = "put the image itself there";
/// What to do about one that is cut off.
const MEND: &str = "open it in an image editor and save it again, or take a copy that is whole";
/// Why it is.
const CUT: &str = "it ends too early";

/// What keeps the file of `bytes`, whose name has that `ending`, from being an image, if anything does. A browser goes by
/// the bytes, so one that is an image of another kind is fine.
pub fn fault(bytes: &[u8], ending: &str) -> Option<Fault> {
    let reason = if bytes.is_empty() {
        "it is empty"
    } else if bytes.starts_with(b"version https://git-lfs") {
        let reason = "it is a pointer of Git LFS, and not the image itself";
        return Some(Fault { reason, help: "run `git lfs pull`, also where the site is built" });
    } else if ending == "svg" {
        // one in UTF-16 is left to the browser
        let is_other = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        (!is_other && memmem::find(bytes, b"<svg").is_none() && memmem::find(bytes, b":svg").is_none())
            .then_some("it holds no `<svg>`")?
    } else {
        of_pixels(bytes)?
    };
    Some(Fault { reason, help: if reason == CUT { MEND } else { TAKE } })
}

/// The same for an image of pixels.
fn of_pixels(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xd8]) {
        return (!jpeg_ends(bytes)).then_some(CUT);
    }
    if bytes.starts_with(b"\x89PNG") {
        return memmem::rfind(bytes, b"IEND").is_none().then_some(CUT);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        let length = bytes.get(4..8)?.iter().rev().fold(0_u64, |length, byte| length << 8 | u64::from(*byte));
        return (bytes.len() as u64 + 1 < length + 8).then_some(CUT);
    }
    let is_known = bytes.starts_with(b"GIF8") || bytes.get(4..8) == Some(b"ftyp") || bytes.starts_with(b"BM");
    let begins = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).trim_start().to_ascii_lowercase();
    match begins.starts_with('<') {
        _ if is_known => None,
        true if begins.contains("<svg") || begins.starts_with("<?xml") => Some("it is an SVG under another name"),
        true => Some("it is a page of HTML, and no image"),
        false => Some("it is no image"),
    }
}

/// Whether the end of the picture of a JPEG is there: behind the headers, of which a small picture may be one.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4).and_then(|header| header.first_chunk::<4>())
        else {
            return false;
        };
        let length = usize::from(high) << 8 | usize::from(low);
        match marker {
            // bytes that only fill
            0xff => at += 1,
            0xda => return memmem::rfind(bytes.get(at..).unwrap_or(&[]), &[0xff, 0xd9]).is_some(),
            _ => at += 2 + length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_no_image_says_why() {
        const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x06\xff\xd9ab\xff\xda\x00\x02data";
        let whole = [JPEG, b"\xff\xd9"].concat();
        for (bytes, ending, reason) in [
            (&b""[..], "png", Some("it is empty")),
            (b"", "svg", Some("it is empty")),
            (
                b"version https://git-lfs.github.com/spec/v1\n",
                "jpg",
                Some("it is a pointer of Git LFS, and not the image itself"),
            ),
            (b"<!DOCTYPE html><title>404</title>", "png", Some("it is a page of HTML, and no image")),
            (b"<!DOCTYPE html><title>404</title>", "svg", Some("it holds no `<svg>`")),
            (b"<?xml version='1.0'?><svg/>", "svg", None),
            (b"<svg/>", "png", Some("it is an SVG under another name")),
            (b"Not found", "gif", Some("it is no image")),
            (b"GIF89a", "png", None),
            (JPEG, "jpg", Some("it ends too early")),
            (&whole, "jpg", None),
            (&whole[..5], "jpg", Some("it ends too early")),
            (b"\x89PNG\r\n\x1a\n", "png", Some("it ends too early")),
            (b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82", "png", None),
            (b"RIFF\x09\0\0\0WEBPVP8 ", "webp", None),
            (b"RIFF\x19\0\0\0WEBPVP8 ", "webp", Some("it ends too early")),
        ] {
            let told = fault(bytes, ending).map(|fault| fault.reason);
            assert_eq!(told, reason, "{} as {ending}", String::from_utf8_lossy(bytes));
        }
    }
}
