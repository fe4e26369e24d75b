//! The program: all of it is in the library.

fn main() -> std::process::ExitCode {
    sitegen::cli::run(std::env::args_os())
}
