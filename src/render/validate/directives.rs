//! The directives of a text against those of the theme: the name, the arguments, and what each takes.
//!
//! What arguments name (questions, topics, files) is checked by `site`, which knows those.

use super::Validator;
use crate::{
    diag::{Code, Diagnostic, Diagnostics, nearest, quoted},
    markdown::Directive,
    place::SourcePath,
};

impl Validator<'_> {
    pub(super) fn directive(&self, file: &SourcePath, directive: &Directive, diags: &mut Diagnostics) {
        let Some(spec) = self.theme.directive(&directive.name) else {
            diags.push(self.unknown(file, directive));
            return;
        };
        diags.extend(directive.faults.clone());
        let names = || spec.args.iter().map(|arg| arg.name.as_str());
        for entry in &directive.args.entries {
            if spec.complete && !names().any(|name| name == &*entry.name) {
                let message = format!("the directive `{}` takes no argument `{}`", directive.name, entry.name);
                let help = match nearest(&entry.name, names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if spec.args.is_empty() => "it takes no arguments".to_owned(),
                    None => format!("it takes {}", quoted(names())),
                };
                diags.push(Diagnostic::at(Code::DirectiveArguments, file, entry.key, message).help(help));
            }
            if let Some(arg) = spec.arg(&entry.name).filter(|arg| !arg.takes.fits(&entry.node.value)) {
                arg.takes.diagnose(entry, file).into_iter().for_each(|fault| diags.push(fault));
            }
        }
        for arg in spec.args.iter().filter(|arg| arg.default.is_none()) {
            let is_broken = directive.args.cut_short || directive.args.broken.iter().any(|name| **name == *arg.name);
            if directive.args.get(&arg.name).is_none() && !is_broken {
                let message = format!("the directive `{}` needs the argument `{}`", directive.name, arg.name);
                let help = format!("write `{} = …` into the block", arg.name);
                diags.push(Diagnostic::at(Code::DirectiveArguments, file, directive.span, message).help(help));
            }
        }
    }

    fn unknown(&self, file: &SourcePath, directive: &Directive) -> Diagnostic {
        let message = format!("there is no directive `{}`", directive.name);
        let help = if directive.name == "question" {
            "a `{question}` block stands directly below the `##` heading of a question, in `content/questions/`"
                .to_owned()
        } else {
            match nearest(&directive.name, self.theme.directives()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!(
                    "write `templates/directives/{}.html`, or leave out the braces to show code",
                    directive.name
                ),
            }
        };
        Diagnostic::at(Code::UnknownDirective, file, directive.span, message).help(help)
    }
}
