//! What a theme and a policy have to say about the texts, before any page is rendered.

use super::policy::{Needs, Policy, Use};
use crate::{
    content::Meta,
    diag::{Code, Diagnostic, Diagnostics, nearest},
    markdown::{Body, Directive, Link, LinkTarget, RawUse, RawUseKind},
    place::SourcePath,
    site::Site,
    theme::Theme,
};

/// Tells directives that don't exist or get the wrong arguments, templates that aren't there, and what the policy blocks.
pub fn check(site: &Site, theme: &Theme, diags: &mut Diagnostics) {
    let check = Check { theme, policy: Policy::new(Needs::default(), &site.config.csp), site };
    for (entity, meta) in site.entities_with_meta() {
        check.template(meta, diags);
        site.bodies(entity).into_iter().for_each(|body| check.body(&meta.file, body, diags));
    }
    for (_, page) in site.introductions.all() {
        check.template(&page.meta, diags);
        check.body(&page.meta.file, &page.lead, diags);
        check.body(&page.meta.file, &page.body, diags);
    }
}

struct Check<'a> {
    theme: &'a Theme,
    policy: Policy,
    site: &'a Site,
}

impl Check<'_> {
    fn template(&self, meta: &Meta, diags: &mut Diagnostics) {
        if let Some(template) = &meta.template
            && !self.theme.has(&template.value)
        {
            let message = format!("there is no template `{}`", template.value);
            let help =
                format!("write `templates/{}`, or name one of the theme's, such as `article.html`", template.value);
            diags.push(Diagnostic::at(Code::WrongValue, &meta.file, template.span, message).help(help));
        }
    }

    fn body(&self, file: &SourcePath, body: &Body, diags: &mut Diagnostics) {
        for directive in &body.directives {
            self.directive(file, directive, diags);
            directive.markdown.iter().for_each(|(_, body)| self.body(file, body, diags));
        }
        body.raw_uses.iter().for_each(|raw| self.raw(file, raw, diags));
        body.links.iter().for_each(|link| self.embedded(file, link, diags));
    }

    fn directive(&self, file: &SourcePath, directive: &Directive, diags: &mut Diagnostics) {
        let Some(spec) = self.theme.directive(&directive.name) else {
            diags.push(self.unknown(file, directive));
            return;
        };
        let names = || spec.args.iter().map(|arg| arg.name.as_str());
        for entry in &directive.args.entries {
            if spec.complete && !names().any(|name| name == &*entry.name) {
                let message = format!("the directive `{}` takes no argument `{}`", directive.name, entry.name);
                let help = match nearest(&entry.name, names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if spec.args.is_empty() => "it takes no arguments".to_owned(),
                    None => {
                        format!("it takes {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
                    }
                };
                diags.push(Diagnostic::at(Code::DirectiveArguments, file, entry.key, message).help(help));
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

    fn raw(&self, file: &SourcePath, raw: &RawUse, diags: &mut Diagnostics) {
        let origin = raw.origin.as_deref().unwrap_or_default();
        let (what, wish) = match raw.kind {
            RawUseKind::InlineScript => (Use::InlineScript, "this script"),
            RawUseKind::InlineStyle => (Use::InlineStyle, "this inline style"),
            RawUseKind::StyleAttribute => (Use::StyleAttribute, "this inline style"),
            RawUseKind::EventHandler => (Use::EventHandler, "this event handler"),
            RawUseKind::Image => (Use::External { directive: "img-src", origin }, "this image"),
            RawUseKind::Media => (Use::External { directive: "media-src", origin }, "this media file"),
            RawUseKind::Frame => (Use::External { directive: "frame-src", origin }, "this frame"),
            RawUseKind::Script => (Use::External { directive: "script-src", origin }, "this script"),
            RawUseKind::Stylesheet => (Use::External { directive: "style-src", origin }, "this style sheet"),
            RawUseKind::Form => (Use::External { directive: "form-action", origin }, "this form"),
        };
        self.tell(file, raw.span, what, wish, origin, diags);
    }

    /// A Markdown image of another host.
    fn embedded(&self, file: &SourcePath, link: &Link, diags: &mut Diagnostics) {
        let LinkTarget::Url(url) = &link.target else { return };
        let is_elsewhere =
            url.starts_with("http:") || url.starts_with("https:") || url.starts_with("//") || url.starts_with("data:");
        if matches!(link.kind, crate::markdown::LinkKind::Image) && is_elsewhere {
            self.tell(file, link.span, Use::External { directive: "img-src", origin: url }, "this image", url, diags);
        }
    }

    fn tell(
        &self,
        file: &SourcePath,
        span: crate::place::Span,
        what: Use,
        wish: &str,
        origin: &str,
        diags: &mut Diagnostics,
    ) {
        if !origin.is_empty() && origin.starts_with(&self.site.config.base.origin) {
            return;
        }
        let Some(directive) = self.policy.blocked(what) else { return };
        let message = format!("the page's Content-Security-Policy blocks {wish} (`{directive}`)");
        let help = match origin {
            "" => "move it into a file of the site, or allow it under `[security] csp`".to_owned(),
            _ => format!("put a copy into the site, or allow its host under `[security] csp`: `{directive} = [\"…\"]`"),
        };
        diags.push(Diagnostic::at(Code::BlockedByPolicy, file, span, message).help(help));
    }
}
