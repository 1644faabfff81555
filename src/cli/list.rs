//! `whereas list`: what procedures there are.

use clap::Args;
use serde_json::json;

use crate::cli::face::Face;
use crate::cli::{Code, Format, Reporting, Where, files};
use crate::report::layout::{Paint, Words};
use crate::report::words::Dictionary;

/// What can be said after `list`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    from: Where,
    #[command(flatten)]
    reporting: Reporting,
}

/// Lists the procedures by name.
pub fn run(arguments: &Arguments, face: &mut Face<'_, '_>) {
    let Some(workspace) = files::workspace(&arguments.from, face) else { return };
    let language = arguments.reporting.lang.as_deref();
    for file in workspace.headless() {
        face.failure(&workspace.reading(file), Code::Rules);
    }
    let declared = workspace.declared();
    let languages = declared.iter().flat_map(|one| {
        let translations = one.title.translations.iter().map(|(code, _)| &**code);
        translations.chain([&*one.title.language])
    });
    if !arguments.reporting.knows_language(languages, face) {
        return;
    }
    let title = |text: &crate::text::Text| language.map_or(&*text.own, |language| text.show(language)).to_owned();
    if arguments.reporting.format == Format::Json {
        let all: Vec<_> = declared
            .iter()
            .map(|one| json!({"name": one.name, "title": title(&one.title), "version": one.version, "library": one.library}))
            .collect();
        face.print(&format!("{:#}\n", json!(all)));
        return;
    }
    let widest = declared.iter().map(|one| one.name.chars().count()).max().unwrap_or(0);
    let mut page = face.page();
    for one in &declared {
        let mut words = Words::plain(&title(&one.title));
        if one.library {
            let language = language.unwrap_or(&one.title.language);
            words = words.then(&format!(" ({})", Dictionary::of(language).library()), Paint::Faint);
        }
        page.hanging(0, &Words::new().then(&one.name, Paint::Strong), widest + 2, &words);
    }
    face.print(&page.finish());
}
