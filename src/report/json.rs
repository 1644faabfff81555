//! From a report to JSON: its exact form.

use crate::report::Report;

/// The report as JSON over several lines, with a line feed at its end.
pub fn json(report: &Report) -> String {
    match serde_json::to_string_pretty(report) {
        Ok(mut json) => {
            json.push('\n');
            json
        }
        Err(error) => unreachable!("a report is texts, numbers and lists only, which JSON can hold: {error}"),
    }
}
