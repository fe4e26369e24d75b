//! Files of questions, in TOML and in Markdown.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    gen_fuzz::read("content/questions/a.toml", bytes);
    gen_fuzz::read("content/questions/a.md", bytes);
});
