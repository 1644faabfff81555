//! What every section of a chapter looks things up in: the declarations by name, and how they are called.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Authority, Inline, Inlines, plain};
use super::reach;
use super::words::Word;
use crate::show::Language;
use crate::syntax::{
    CalendarItem, ChoiceItem, DefineItem, ExceptionItem, FieldLine, File, Header, Item, Label, Name, ParameterItem,
    RecordItem, RuleItem, SourceItem, TableItem, TypeExpr,
};
use crate::text::Text;

/// All files of a chapter, and the one that it is of.
pub struct Book<'f> {
    pub main: &'f File,
    pub header: &'f Header,
    files: &'f [File],
    language: String,
    /// Names of its own.
    own: BTreeSet<&'f str>,
    /// Names of other files that this one needs, however far.
    reached: BTreeSet<&'f str>,
    facts: BTreeMap<&'f str, &'f FieldLine>,
    parameters: BTreeMap<&'f str, &'f ParameterItem>,
    defines: BTreeMap<&'f str, &'f DefineItem>,
    choices: BTreeMap<&'f str, &'f ChoiceItem>,
    records: BTreeMap<&'f str, &'f RecordItem>,
    tables: BTreeMap<&'f str, &'f TableItem>,
    sources: Vec<&'f SourceItem>,
    /// Their places by their names.
    places: BTreeMap<&'f str, usize>,
    rules: BTreeMap<&'f str, (&'f RuleItem, &'f File)>,
    exceptions: BTreeMap<&'f str, &'f ExceptionItem>,
    /// The alternatives of choices by their names, which several choices may share.
    members: BTreeMap<&'f str, Vec<&'f Option<Label>>>,
}

/// Names that stand for something inside an expression only.
#[derive(Clone, Default)]
pub struct Scope<'f> {
    names: Vec<(&'f str, Subject<'f>)>,
}

/// What such a name stands for.
#[derive(Clone, Copy)]
pub enum Subject<'f> {
    /// A value of that type.
    Type(&'f TypeExpr),
    /// A row of that table.
    Row(&'f TableItem),
    /// A field of a record.
    Field(&'f FieldLine),
    /// Nobody knows.
    Something,
}

impl<'f> Scope<'f> {
    /// The scope with one more name.
    pub fn with(&self, name: &'f str, subject: Subject<'f>) -> Self {
        let mut names = self.names.clone();
        names.push((name, subject));
        Scope { names }
    }

    fn find(&self, name: &str) -> Option<Subject<'f>> {
        self.names.iter().rev().find(|(known, _)| *known == name).map(|(_, subject)| *subject)
    }
}

/// A path as a reader calls it.
pub struct Called<'f> {
    pub label: Inlines,
    pub ty: Option<&'f TypeExpr>,
}

impl<'f> Book<'f> {
    pub fn new(files: &'f [File], main: u16, language: &str) -> Option<Self> {
        let main = files.iter().find(|file| file.id == main)?;
        let header = main.header.as_ref()?;
        // `fr-be` is a kind of `fr`, and texts are marked `fr`.
        let language = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let reached = reach::reached(files, main);
        let mut book = Book {
            main,
            header,
            files,
            language,
            own: main.items.iter().filter_map(reach::name).collect(),
            reached,
            facts: BTreeMap::new(),
            parameters: BTreeMap::new(),
            defines: BTreeMap::new(),
            choices: BTreeMap::new(),
            records: BTreeMap::new(),
            tables: BTreeMap::new(),
            sources: Vec::new(),
            places: BTreeMap::new(),
            rules: BTreeMap::new(),
            exceptions: BTreeMap::new(),
            members: BTreeMap::new(),
        };
        for file in files {
            file.items.iter().for_each(|item| book.add(file, item));
        }
        Some(book)
    }

    fn add(&mut self, file: &'f File, item: &'f Item) {
        match item {
            Item::Facts(item) => {
                for fact in &item.facts {
                    self.facts.insert(&fact.name.value, fact);
                    if file.id == self.main.id {
                        self.own.insert(&fact.name.value);
                    }
                }
            }
            Item::Parameter(item) => {
                self.parameters.insert(&item.name.value, item);
            }
            Item::Define(item) => {
                self.defines.insert(&item.name.value, item);
            }
            Item::Choice(item) => {
                for (name, label) in &item.members {
                    self.members.entry(&name.value).or_default().push(label);
                }
                self.choices.insert(&item.name.value, item);
            }
            Item::Record(item) => {
                self.records.insert(&item.name.value, item);
            }
            Item::Table(item) => {
                self.tables.insert(&item.name.value, item);
            }
            Item::Source(item) => {
                self.places.insert(&item.name.value, self.sources.len());
                self.sources.push(item);
            }
            Item::Rule(item) => {
                self.rules.insert(&item.name.value, (item, file));
            }
            Item::Exception(item) => {
                self.exceptions.insert(&item.name.value, item);
            }
            Item::Use(_) | Item::Unencoded(_) | Item::Calendar(_) | Item::Example(_) => {}
        }
    }

    /// The language that is asked for.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The language of the fixed words.
    pub fn words_code(&self) -> &'static str {
        match Language::of(&self.language) {
            Language::English => "en",
            Language::French => "fr",
        }
    }

    /// A fixed word.
    pub fn say(&self, word: Word) -> Inlines {
        vec![Inline::Text(word.of(&self.language).to_owned())]
    }

    /// Words of a procedure that are in that language.
    pub fn in_language(&self, words: &str, language: &str) -> Inline {
        if language == self.words_code() {
            Inline::Text(words.to_owned())
        } else {
            Inline::Foreign(language.to_owned(), words.to_owned())
        }
    }

    /// A text in the language asked for, else in its own.
    pub fn text(&self, text: &Text) -> Inlines {
        let language = if text.has(&self.language) { &self.language } else { &*text.language };
        vec![self.in_language(text.show(&self.language), language)]
    }

    /// A text in the language of its file, which has no translations.
    pub fn own(&self, text: &str) -> Inline {
        self.in_language(text, self.header.title.value.language.as_ref())
    }

    /// A label, or the name where there is none.
    pub fn label(&self, label: Option<&Label>, name: &Name) -> Inlines {
        label.map_or_else(|| vec![Inline::Code(name.value.to_string())], |label| self.text(&label.value))
    }

    /// `a, b and c`
    pub fn listed(&self, items: Vec<Inlines>) -> Inlines {
        let last = match Language::of(&self.language) {
            Language::English => " and ",
            Language::French => " et ",
        };
        let count = items.len();
        let mut all = Inlines::new();
        for (at, item) in items.into_iter().enumerate() {
            match at {
                0 => {}
                _ if at + 1 == count => all.push(Inline::Text(last.to_owned())),
                _ => all.push(Inline::Text(", ".to_owned())),
            }
            all.extend(item);
        }
        all
    }

    /// What stands before what a label is of.
    pub fn colon(&self) -> Inline {
        Inline::Text(crate::show::colon(&self.language).to_owned())
    }

    /// What parts things that may hold commas.
    pub fn semicolon(&self) -> Inline {
        Inline::Text(crate::report::words::Dictionary::of(&self.language).semicolon().to_owned())
    }

    /// On what authority.
    pub fn mark(&self, authority: Authority) -> Inline {
        let word = match authority {
            Authority::Stated => Word::Stated,
            Authority::Inferred => Word::Inferred,
            Authority::Practice => Word::Practice,
        };
        Inline::Mark(authority, word.of(&self.language))
    }

    /// A place in this chapter.
    pub fn id(&self, kind: &str, name: &str) -> String {
        format!("{}-{kind}-{name}", self.header.name.value)
    }

    fn linked(&self, there: bool, kind: &str, name: &str, text: Inlines) -> Inlines {
        if there { vec![Inline::Link { id: self.id(kind, name), text }] } else { text }
    }

    /// What is declared in the file of the chapter, and what it needs of the others, each with the file where that is
    /// another.
    pub fn items(&self) -> impl Iterator<Item = (&'f Item, Option<&'f File>)> {
        let own = self.main.items.iter().map(|item| (item, None));
        let others = self.files.iter().filter(|file| file.id != self.main.id);
        let needed = others.flat_map(|file| file.items.iter().map(move |item| (item, Some(file))));
        own.chain(needed.filter(|(item, _)| reach::name(item).is_none_or(|name| self.reached.contains(name))))
    }

    /// Whether a name is declared here, or needed.
    pub fn has(&self, name: &str) -> bool {
        self.own.contains(name) || self.reached.contains(name)
    }

    pub fn fact(&self, name: &str) -> Option<&'f FieldLine> {
        self.facts.get(name).copied()
    }

    /// Whether a fact of another file is needed here.
    pub fn needs(&self, name: &str) -> bool {
        self.reached.contains(name)
    }

    pub fn choice(&self, name: &str) -> Option<&'f ChoiceItem> {
        self.choices.get(name).copied()
    }

    pub fn parameter(&self, name: &str) -> Option<&'f ParameterItem> {
        self.parameters.get(name).copied()
    }

    pub fn source(&self, name: &str) -> Option<&'f SourceItem> {
        self.sources.get(self.place(name)?).copied()
    }

    /// The place of a source among all.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub fn sources(&self) -> &[&'f SourceItem] {
        &self.sources
    }

    /// The rules of other files, in the order of the files.
    pub fn other_rules(&self) -> Vec<(&'f RuleItem, &'f File)> {
        let mut others: Vec<_> = self
            .rules
            .values()
            .filter(|(_, file)| file.id != self.main.id)
            .map(|(rule, file)| (*rule, *file))
            .collect();
        others.sort_by_key(|(rule, file)| (file.id, rule.span.start));
        others
    }

    pub fn calendars(&self) -> impl Iterator<Item = &'f CalendarItem> {
        let items = self.files.iter().flat_map(|file| &file.items);
        items.filter_map(|item| match item {
            Item::Calendar(calendar) => Some(calendar),
            _ => None,
        })
    }

    /// The title of a rule or exception, as a link where it stands in this chapter.
    pub fn title_of(&self, name: &str) -> Inlines {
        let own = |kind: &str, title: &Label, file: Option<&File>| {
            self.linked(file.is_none_or(|file| file.id == self.main.id), kind, name, self.text(&title.value))
        };
        match (self.rules.get(name), self.exceptions.get(name)) {
            (Some((rule, file)), _) => own("rule", &rule.title, Some(file)),
            (None, Some(exception)) => {
                let file = self.files.iter().find(|file| file.id == exception.span.file);
                own("exception", &exception.title, file)
            }
            (None, None) => vec![Inline::Code(name.to_owned())],
        }
    }

    /// What a choice, record or table is called, as a link.
    pub fn type_title(&self, name: &Name) -> Inlines {
        let (kind, label) = if let Some(choice) = self.choices.get(&*name.value) {
            ("choice", choice.title.as_ref())
        } else if let Some(record) = self.records.get(&*name.value) {
            ("record", record.title.as_ref())
        } else if let Some(table) = self.tables.get(&*name.value) {
            ("table", table.title.as_ref())
        } else {
            return vec![Inline::Code(name.value.to_string())];
        };
        self.linked(self.has(&name.value), kind, &name.value, self.label(label, name))
    }

    /// The title of the file that declares that name.
    pub fn file_title(&self, name: &str) -> Inlines {
        let header =
            self.files.iter().filter_map(|file| file.header.as_ref()).find(|header| *header.name.value == *name);
        header.map_or_else(|| vec![Inline::Code(name.to_owned())], |header| self.text(&header.title.value))
    }

    /// ` (from The Alliance)`, behind what another file declares.
    pub fn of_file(&self, file: Option<&File>) -> Inlines {
        let Some(header) = file.and_then(|file| file.header.as_ref()) else { return Inlines::new() };
        let mut said = vec![Inline::Text(format!(" ({} ", Word::FromFile.of(&self.language)))];
        said.extend(self.text(&header.title.value));
        said.push(Inline::Text(")".into()));
        said
    }

    /// The label of an alternative of that choice.
    pub fn member(&self, choice: &str, member: &str) -> Option<Inlines> {
        let choice = self.choices.get(choice)?;
        let (name, label) = choice.members.iter().find(|(name, _)| *name.value == *member)?;
        Some(self.label(label.as_ref(), name))
    }

    /// The label of an alternative of whichever choice; nothing where choices call it differently.
    pub fn any_member(&self, name: &str) -> Option<Inlines> {
        let labels = self.members.get(name)?;
        let mut labels = labels.iter().map(|label| label.as_ref().map(|label| self.text(&label.value)));
        let first = labels.next().flatten()?;
        labels.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }

    /// A scope without names of its own.
    pub fn scope(&self) -> Scope<'f> {
        Scope::default()
    }

    /// What the reader calls the thing at the beginning of a path, and its type.
    fn root(&self, name: &Name, scope: &Scope<'f>) -> Option<(Inlines, Option<Subject<'f>>)> {
        let word = &*name.value;
        if let Some(subject) = scope.find(word) {
            let label = match subject {
                Subject::Field(field) => self.label(field.label.as_ref(), &field.name),
                Subject::Row(table) => self.one_of(self.type_title(&table.name)),
                Subject::Type(TypeExpr::Named(name)) if self.records.contains_key(&*name.value) => {
                    self.one_of(self.type_title(name))
                }
                Subject::Type(TypeExpr::Named(name)) if self.choices.contains_key(&*name.value) => {
                    self.type_title(name)
                }
                Subject::Type(_) | Subject::Something => vec![Inline::Code(word.to_owned())],
            };
            return Some((label, Some(subject)));
        }
        if let Some(fact) = self.facts.get(word) {
            let label = self.linked(self.has(word), "fact", word, self.label(fact.label.as_ref(), name));
            return Some((label, Some(Subject::Type(&fact.ty))));
        }
        if let Some(parameter) = self.parameters.get(word) {
            let label = self.linked(self.has(word), "parameter", word, self.label(parameter.label.as_ref(), name));
            return Some((label, Some(Subject::Type(&parameter.ty))));
        }
        if let Some(define) = self.defines.get(word) {
            return Some((self.linked(self.has(word), "define", word, self.label(define.label.as_ref(), name)), None));
        }
        if self.tables.contains_key(word) {
            return Some((self.type_title(name), None));
        }
        self.any_member(word).map(|label| (label, None))
    }

    fn one_of(&self, title: Inlines) -> Inlines {
        let mut said =
            vec![Inline::Text(format!("{}{}", Word::Element.of(&self.language), crate::show::colon(&self.language)))];
        said.extend(title);
        said
    }

    /// What a reader calls a path such as `candidate.nationalities`.
    pub fn called(&self, path: &[Name], scope: &Scope<'f>) -> Option<Called<'f>> {
        let (first, rest) = path.split_first()?;
        let (mut label, mut subject) = self.root(first, scope)?;
        for name in rest {
            let (part, next) = self.step(subject, name)?;
            label.push(Inline::Text(" › ".to_owned()));
            label.extend(part);
            subject = next;
        }
        let ty = match subject {
            Some(Subject::Type(ty)) => Some(ty),
            Some(Subject::Field(field)) => Some(&field.ty),
            _ => None,
        };
        Some(Called { label, ty })
    }

    /// One more name of a path.
    pub fn step(&self, subject: Option<Subject<'f>>, name: &Name) -> Option<(Inlines, Option<Subject<'f>>)> {
        let field = match subject? {
            Subject::Row(table) => {
                let (column, ty) = table.columns.iter().find(|(column, _)| column.value == name.value)?;
                return Some((vec![Inline::Code(column.value.to_string())], Some(Subject::Type(ty))));
            }
            Subject::Type(ty) => self.field(ty, &name.value),
            Subject::Field(field) => self.field(&field.ty, &name.value),
            Subject::Something => None,
        };
        if let Some(field) = field {
            return Some((self.label(field.label.as_ref(), &field.name), Some(Subject::Type(&field.ty))));
        }
        let word = match &*name.value {
            "on" => Word::On,
            "by" => Word::By,
            "from" => Word::From,
            "until" => Word::End,
            _ => return None,
        };
        Some((self.say(word), None))
    }

    /// The field of that name, of a record, of what happens, or of an element.
    pub fn field(&self, ty: &'f TypeExpr, name: &str) -> Option<&'f FieldLine> {
        let record = self.records.get(record_of(ty)?)?;
        record.fields.iter().find(|field| *field.name.value == *name)
    }

    /// What an element of a list is.
    pub fn element(&self, list: &'f crate::syntax::Expr, scope: &Scope<'f>) -> Subject<'f> {
        let crate::syntax::ExprKind::Path(path) = &list.kind else { return Subject::Something };
        if let [name] = path.as_slice()
            && let Some(table) = self.tables.get(&*name.value)
        {
            return Subject::Row(table);
        }
        match self.called(path, scope).and_then(|called| called.ty) {
            Some(TypeExpr::List(element, _)) => Subject::Type(element),
            Some(TypeExpr::Optional(inner, _)) => match &**inner {
                TypeExpr::List(element, _) => Subject::Type(element),
                _ => Subject::Something,
            },
            _ => Subject::Something,
        }
    }

    /// The fields of what happens, or of a record.
    pub fn fields(&self, ty: &TypeExpr) -> &'f [FieldLine] {
        record_of(ty).and_then(|name| self.records.get(name)).map_or(&[], |record| &record.fields)
    }

    /// A title in plain words.
    pub fn plain_title(&self, name: &str) -> String {
        plain(&self.title_of(name))
    }
}

/// The record that a type is of, or that it has in it.
fn record_of(ty: &TypeExpr) -> Option<&str> {
    match ty {
        TypeExpr::Named(name) => Some(&name.value),
        TypeExpr::Event { of, .. } => of.as_ref().map(|of| &*of.value),
        TypeExpr::List(inner, _) | TypeExpr::Optional(inner, _) => record_of(inner),
    }
}
