//! What packages bring besides the program: completions for shells, and manual pages. Both follow from the table of arguments.

use super::{args::Arguments, print};
use crate::diag::Error;
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use std::{fs, path::Path};

/// Prints the completions for `shell`.
pub(super) fn completions(shell: Shell) -> Result<(), Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "gen", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints the manual page of the program, or writes the page of each command into the folder `out`.
pub(super) fn man(out: Option<&Path>) -> Result<(), Error> {
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    let Some(out) = out else {
        return print(&String::from_utf8_lossy(&page(&program)?));
    };
    fs::create_dir_all(out).map_err(|reason| Error::io("create the folder", out, &reason))?;
    let below = program.get_subcommands();
    for command in std::iter::once(&program).chain(below) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let path = out.join(format!("{name}.1"));
        fs::write(&path, page(command)?).map_err(|reason| Error::io("write", &path, &reason))?;
    }
    Ok(())
}

fn page(command: &Command) -> Result<Vec<u8>, Error> {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(command.clone()).render(&mut page);
    written.map_err(|reason| Error::new(format!("cannot write the manual page: {reason}")))?;
    Ok(page)
}
