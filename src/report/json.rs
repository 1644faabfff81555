//! From a report to JSON: its exact form.

use serde::Serialize;

use crate::report::Report;

/// The report as JSON over several lines, with a line feed at its end.
pub fn json(report: &Report) -> String {
    ended(serde_json::to_string_pretty(report))
}

/// The report of one case among many as JSON on one line, with a line feed at its end. Where the case stands comes first.
pub fn json_line(report: &Report, file: &str, line: u64) -> String {
    /// A report, and where its case stands.
    #[derive(Serialize)]
    struct Placed<'r> {
        file: &'r str,
        line: u64,
        #[serde(flatten)]
        report: &'r Report,
    }
    ended(serde_json::to_string(&Placed { file, line, report }))
}

fn ended(json: serde_json::Result<String>) -> String {
    match json {
        Ok(mut json) => {
            json.push('\n');
            json
        }
        Err(error) => unreachable!("a report is texts, numbers and lists only, which JSON can hold: {error}"),
    }
}
