//! The fixed words of a document, English and French.

use crate::show::Language;

/// A fixed word or sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[rustfmt::skip]
pub enum Word {
    Contents, Name, Version, InForce, JudgedOn, Uses, Until, IsProcedure, IsLibrary, HowToRead, Caution,
    LegendStated, LegendInferred, LegendPractice, Stated, Inferred, Practice,
    Rules, OtherRules, OtherRulesSaid, ForEach, When, Unless, DutyOf, Must, MustNot, Requires, RequiresNot, Should,
    ShouldNot, Duty, Validity, Advice, Otherwise, Remedy, RestsOn, InWords, Excepted, AlsoUnder, ExceptedBelow, Always,
    Exceptions, ExceptionsSaid, Bears, InWordsList, ExceptFrom,
    Facts, FactsSaid, Fact, Kind, Field, Alternatives, FromFile, OneOf,
    TypeText, TypeNumber, TypeYesNo, TypeDate, TypeDuration, TypePeriod, TypeEvent, EventWith, EventBy, ListOf, OrNone,
    Defines, DefinesSaid, Parameters, ParametersSaid, Parameter, Value, Tables,
    Calendars, Weekend, Holidays, Covers, Roll, RollNext, RollPrevious, RollStay,
    Examples, ExamplesSaid, Given, Set, Day, Expected, Verdict, Missing, Assumed, Because, Disputed, NotKnown, Remark,
    LeftOut, LeftOutSaid, Passage, Why, Sources, Dated, Index, IndexSaid, Resting, Rule, Exception, Define, Table,
    Today, Element, From, End, By, On, DueBy, NoRule, WholeText, FactList, FreeDay, Values, Passages,
}

impl Word {
    /// In that language.
    pub fn of(self, language: &str) -> &'static str {
        let [english, french] = self.both();
        match Language::of(language) {
            Language::English => english,
            Language::French => french,
        }
    }

    fn both(self) -> [&'static str; 2] {
        match self {
            Word::Contents => ["Contents", "Sommaire"],
            Word::Name => ["Short name", "Nom court"],
            Word::Version => ["Version", "Version"],
            Word::InForce => ["In force", "En vigueur"],
            Word::JudgedOn => ["The text in force is the one of this day", "Le texte applicable est celui de ce jour"],
            Word::Uses => ["Takes in", "Reprend"],
            Word::Until => ["until", "jusqu'au"],
            Word::IsProcedure => [
                "A procedure, written out for reading. The rules are numbered in the order of the file.",
                "Une procédure, mise en forme pour la lecture. Les règles sont numérotées dans l'ordre du fichier.",
            ],
            Word::IsLibrary => [
                "A library: what several procedures share, written out for reading.",
                "Une bibliothèque\u{a0}: ce que plusieurs procédures ont en commun, mis en forme pour la lecture.",
            ],
            Word::HowToRead => [
                "Conditions stand as their author wrote them; below each rule, the words in them are explained. Behind \
                 every passage stands on what authority the rule rests on it:",
                "Les conditions figurent telles que leur auteur les a écrites\u{a0}; sous chaque règle, les mots en \
                 sont expliqués. Derrière chaque passage est indiqué à quel titre la règle s'appuie sur lui\u{a0}:",
            ],
            Word::Caution => [
                "This document decides nothing. Where it differs from a text that it cites, the text counts.",
                "Ce document ne décide rien. S'il diffère d'un texte qu'il cite, c'est le texte qui fait foi.",
            ],
            Word::LegendStated => ["the passage says so", "le passage le dit"],
            Word::LegendInferred => [
                "we read it so; it may be read otherwise",
                "nous le lisons ainsi\u{a0}; une autre lecture est possible",
            ],
            Word::LegendPractice => [
                "the office has chosen it for itself; no text asks for it",
                "le service l'a choisi pour lui-même\u{a0}; aucun texte ne l'exige",
            ],
            Word::Stated => ["stated", "énoncé"],
            Word::Inferred => ["our reading", "notre lecture"],
            Word::Practice => ["house practice", "pratique interne"],
            Word::Rules => ["Rules", "Règles"],
            Word::OtherRules => ["Rules of what it takes in", "Règles de ce qu'elle reprend"],
            Word::OtherRulesSaid => [
                "A case is held against these rules too; the documents of their procedures set them out.",
                "Un dossier est aussi examiné au regard de ces règles\u{a0}; les documents de leurs procédures les exposent.",
            ],
            Word::ForEach => ["For each", "Pour chaque élément"],
            Word::When => ["When", "Lorsque"],
            Word::Unless => ["Unless", "Sauf si"],
            Word::DutyOf => ["Duty of", "Incombe à"],
            Word::Must => ["Must", "Doit"],
            Word::MustNot => ["Must not", "Ne doit pas"],
            Word::Requires => ["Requires", "Exige"],
            Word::RequiresNot => ["Requires that not", "Exclut"],
            Word::Should => ["Should", "Devrait"],
            Word::ShouldNot => ["Should not", "Ne devrait pas"],
            Word::Duty => ["a duty", "une obligation"],
            Word::Validity => ["a condition", "une condition"],
            Word::Advice => ["advice", "une recommandation"],
            Word::Otherwise => ["Otherwise", "Sinon"],
            Word::Remedy => ["Remedy", "Remède"],
            Word::RestsOn => ["Rests on", "S'appuie sur"],
            Word::InWords => ["In this", "Ici"],
            Word::Excepted => ["Exceptions", "Exceptions"],
            Word::AlsoUnder => ["The exceptions to it stand under", "Ses propres exceptions figurent sous"],
            Word::ExceptedBelow => ["The exceptions to it follow.", "Ses propres exceptions suivent."],
            Word::Always => ["always", "toujours"],
            Word::Exceptions => ["Which exception bears on which rule", "Quelle exception touche quelle règle"],
            Word::ExceptionsSaid => [
                "An arrow leads from an exception to the rule, or to the other exception, from which it excepts.",
                "Une flèche mène d'une exception à la règle, ou à l'autre exception, à laquelle elle déroge.",
            ],
            Word::Bears => {
                ["Exceptions and the rules from which they except", "Exceptions et règles auxquelles elles dérogent"]
            }
            Word::InWordsList => ["The same in words", "La même chose en mots"],
            Word::ExceptFrom => ["excepts from", "déroge à"],
            Word::Facts => ["Facts that a case gives", "Faits qu'un dossier indique"],
            Word::FactsSaid => [
                "The words that stand in conditions, and what they stand for.",
                "Les mots qui figurent dans les conditions, et ce qu'ils désignent.",
            ],
            Word::Fact => ["Fact", "Fait"],
            Word::Kind => ["Kind", "Nature"],
            Word::Field => ["Detail", "Précision"],
            Word::Alternatives => ["Alternative", "Choix"],
            Word::FromFile => ["from", "de"],
            Word::OneOf => ["one of", "au choix"],
            Word::TypeText => ["text", "texte"],
            Word::TypeNumber => ["number", "nombre"],
            Word::TypeYesNo => ["yes or no", "oui ou non"],
            Word::TypeDate => ["day", "jour"],
            Word::TypeDuration => ["length of time", "durée"],
            Word::TypePeriod => ["period", "période"],
            Word::TypeEvent => ["event", "événement"],
            Word::EventWith => ["with details", "avec précisions"],
            Word::EventBy => ["by", "par"],
            Word::ListOf => ["list", "liste"],
            Word::OrNone => ["or none", "ou néant"],
            Word::Defines => ["Defined terms", "Termes définis"],
            Word::DefinesSaid => [
                "Terms that stand for a longer condition or value.",
                "Termes mis pour une condition ou une valeur plus longue.",
            ],
            Word::Parameters => ["What the office sets", "Ce que fixe le service"],
            Word::ParametersSaid => [
                "These values are house practice: an office chooses them where the texts are silent.",
                "Ces valeurs relèvent de la pratique interne\u{a0}: un service les choisit là où les textes sont muets.",
            ],
            Word::Parameter => ["Parameter", "Paramètre"],
            Word::Value => ["Value", "Valeur"],
            Word::Tables => ["Tables", "Tableaux"],
            Word::Calendars => ["Working days", "Jours ouvrables"],
            Word::Weekend => ["Days off each week", "Jours chômés chaque semaine"],
            Word::Holidays => ["Holidays", "Jours fériés"],
            Word::Covers => ["Covers", "Couvre"],
            Word::Roll => ["A day that is off", "Un jour chômé"],
            Word::RollNext => ["moves to the next working day", "est reporté au jour ouvrable suivant"],
            Word::RollPrevious => ["moves to the working day before", "est avancé au jour ouvrable précédent"],
            Word::RollStay => ["stays where it is", "reste où il est"],
            Word::Examples => ["Examples", "Exemples"],
            Word::ExamplesSaid => [
                "The command “whereas test” runs each of them. What is not given is not known.",
                "La commande «\u{a0}whereas test\u{a0}» les vérifie tous. Ce qui n'est pas indiqué n'est pas connu.",
            ],
            Word::Given => ["Given", "Données"],
            Word::Set => ["Set by the office", "Fixé par le service"],
            Word::Day => ["Day of the check", "Jour de l'examen"],
            Word::Expected => ["Expected", "Attendu"],
            Word::Verdict => ["the whole case", "le dossier entier"],
            Word::Missing => ["to be found out", "à établir"],
            Word::Assumed => ["assumed", "supposé"],
            Word::Because => ["because", "motif\u{a0}:"],
            Word::Disputed => ["disputed", "contesté"],
            Word::NotKnown => ["not known", "non connu"],
            Word::Remark => ["remark", "remarque"],
            Word::LeftOut => ["Passages left out", "Passages laissés de côté"],
            Word::LeftOutSaid => [
                "No rule tests these passages, and the reason stands beside each.",
                "Aucune règle n'examine ces passages, et le motif figure à côté de chacun.",
            ],
            Word::Passage => ["Passage", "Passage"],
            Word::Why => ["Why", "Motif"],
            Word::Sources => ["Sources", "Sources"],
            Word::Dated => ["dated", "du"],
            Word::Index => ["Index by passage", "Index par passage"],
            Word::IndexSaid => ["What rests on each passage.", "Ce qui s'appuie sur chaque passage."],
            Word::Resting => ["What rests on it", "Ce qui s'appuie sur lui"],
            Word::Rule => ["rule", "règle"],
            Word::Exception => ["exception", "exception"],
            Word::Define => ["defined term", "terme défini"],
            Word::Table => ["table", "tableau"],
            Word::Today => ["the day of the check", "le jour de l'examen"],
            Word::Element => ["one of", "l'un de"],
            Word::From => ["first day", "premier jour"],
            Word::End => ["last day", "dernier jour"],
            Word::By => ["by whom", "par qui"],
            Word::On => ["day", "jour"],
            Word::FactList => ["Facts", "Faits"],
            Word::FreeDay => ["Day", "Jour"],
            Word::Values => ["Values", "Valeurs"],
            Word::Passages => ["Passages", "Passages"],
            Word::DueBy => ["by", "au plus tard le"],
            Word::NoRule => ["left out", "laissé de côté"],
            Word::WholeText => ["as a whole", "dans son ensemble"],
        }
    }
}
