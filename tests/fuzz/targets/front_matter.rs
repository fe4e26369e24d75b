//! The file of an article, in which the front matter stands first, in TOML or YAML.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    gen_fuzz::read("content/articles/a.md", bytes);
    gen_fuzz::read("content/topics/a.md", bytes);
});
