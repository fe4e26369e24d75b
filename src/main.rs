//! The program: all of it is in the library.

/// Pages are built from thousands of small values: the system's allocator would take a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    sitegen::cli::run(std::env::args_os())
}
