//! What is wrong with rules, found by checking them: one enum a theme.

mod events;
mod files;
mod names;
mod rules;
mod shapes;
mod tables;
mod texts;
mod types;
mod warnings;

pub use events::EventError;
pub use files::FileError;
pub use names::NameError;
pub use rules::RuleError;
pub use shapes::ShapeError;
pub use tables::TableError;
pub use texts::TextError;
pub use types::TypeError;
pub use warnings::Warning;
