//! The page of the command line: what `--help` says, of `gen` itself and of each command.

use std::process::Command;

pub(super) fn page() -> String {
    let whole = help(&[]);
    let commands: Vec<String> = whole
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|command| command != "help")
        .collect();
    assert!(commands.iter().any(|command| command == "build"), "{whole}");
    let mut page = section("gen", &whole);
    for command in &commands {
        page.push_str(&section(&format!("gen {command}"), &help(&[command])));
    }
    page
}

fn section(command: &str, help: &str) -> String {
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("## {command}\n\n```text\n{}\n```\n\n", lines.join("\n").trim())
}

fn help(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gen"));
    let output = command.args(arguments).arg("--help").output().expect("gen can be run");
    assert!(output.status.success(), "`gen {} --help` fails", arguments.join(" "));
    // the name is what the program was started as
    String::from_utf8(output.stdout).expect("help is text").replace("gen.exe", "gen")
}
