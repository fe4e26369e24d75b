//! A fragment of HTML between words, in the line and as a block of its own, kept and sanitised.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let before = b"+++\ntitle = \"t\"\n+++\nWords <b>before</b> ";
    gen_fuzz::read("content/articles/a.md", &[before, bytes, b"\n\n<div>", bytes, b"</div>\n\n## After\n\nit.\n"].concat());
});
