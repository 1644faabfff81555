//! From syntax tree to text: the one layout that a file has.
//!
//! The tree gives lines, each with the place in the old text where it begins; the comments and blank lines of the old
//! text are then woven between them.

mod case;
mod clause;
mod declaration;
mod expression;
mod label;
mod page;
mod weave;

use self::page::Page;
use crate::error::Problem;
use crate::error::format::FormatError;
use crate::source::{FileId, Source};
use crate::syntax::{CaseFile, Expr, ExprKind, File};
use crate::{limits, parse};

/// A file of rules in its one layout. The source is the text that the tree was read from.
pub fn file(file: &File, source: &Source) -> String {
    let mut page = Page::new(source, &file.comments);
    file.header.iter().for_each(|header| page.header(header));
    file.items.iter().for_each(|item| page.item(item));
    page.woven()
}

/// A case file in its one layout. The source is the text that the tree was read from.
pub fn case(case: &CaseFile, source: &Source) -> String {
    let mut page = Page::new(source, &case.comments);
    page.case_file(case);
    page.woven()
}

/// Lays a file of rules out anew, and proves that the new text says the same and would be laid out the same.
pub fn checked(source: &Source, id: FileId) -> Result<String, Vec<Problem>> {
    let read = |source: &Source| {
        let (tree, problems) = parse::file(id, source);
        if problems.iter().all(Problem::is_warning) { Ok(tree) } else { Err(problems) }
    };
    proved(source, id, read, file)
}

/// Lays a case file out anew, with the same proof.
pub fn checked_case(source: &Source, id: FileId) -> Result<String, Vec<Problem>> {
    let read = |source: &Source| {
        let (tree, problems) = parse::case(id, source);
        if problems.iter().all(Problem::is_warning) { tree.ok_or(problems) } else { Err(problems) }
    };
    proved(source, id, read, case)
}

fn proved<T: PartialEq>(
    source: &Source,
    id: FileId,
    read: impl Fn(&Source) -> Result<T, Vec<Problem>>,
    format: impl Fn(&T, &Source) -> String,
) -> Result<String, Vec<Problem>> {
    let tree = read(source)?;
    let text = format(&tree, source);
    let failed = |what| vec![Problem::new(id, FormatError::NotProved { what })];
    let again = Source::new(source.name.clone(), text.as_str());
    if text.len() > limits::SOURCE_BYTES {
        return Err(failed("be larger than a file may be"));
    }
    match read(&again) {
        Err(_) => Err(failed("not be understood")),
        Ok(new) if new != tree => Err(failed("not say the same")),
        Ok(new) if format(&new, &again) != text => Err(failed("be laid out in another way the next time")),
        Ok(_) => Ok(text),
    }
}

/// An expression in lines, as it would stand at the beginning of one; the operands of a long chain each have their own.
pub fn expression_lines(expression: &Expr) -> Vec<String> {
    /// Longer chains are parted: they are read on paper and on small screens.
    const CHAIN: usize = 64;
    let whole = expression::on_one_line(expression);
    let lines = match &expression.kind {
        ExprKind::And(operands) if page::width(&whole) > CHAIN => chain(operands, "and"),
        ExprKind::Or(operands) if page::width(&whole) > CHAIN => chain(operands, "or"),
        _ => expression::lines(expression, None, 0),
    };
    lines.into_iter().map(|(column, text)| format!("{}{text}", " ".repeat(column))).collect()
}

fn chain(operands: &[Expr], word: &str) -> Vec<(usize, String)> {
    let operands = operands.iter().enumerate();
    operands.flat_map(|(at, operand)| expression::lines(operand, (at > 0).then_some(word), 0)).collect()
}

/// An expression on one line.
pub fn expression_line(expression: &Expr) -> String {
    expression::on_one_line(expression)
}
