//! The program's sources as tokens: what they name, and which texts they have.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};

/// A file of `src/`.
pub(crate) struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Its module, from the crate's root: `src/app/url/mod.rs` is `["app", "url"]`.
    pub module: Vec<String>,
    tokens: TokenStream,
}

/// A path that a source has, such as `crate::app::State`, with the line that it begins in.
pub(crate) struct Named {
    pub line: usize,
    pub segments: Vec<String>,
    /// It is handed on by a `pub use`.
    pub handed_on: bool,
}

/// Every file of `src/`.
pub(crate) fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source is readable");
            found.push(Source { module: module(&path), tokens: tokens(&text), path });
        }
    }
}

fn module(path: &Path) -> Vec<String> {
    let inside = path.strip_prefix("src").expect("a file of src").with_extension("");
    let mut module: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    module
}

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("a source is made of tokens")
}

impl Source {
    /// A source of its own, in a module.
    pub(crate) fn of(module: &[&str], text: &str) -> Self {
        let module: Vec<String> = module.iter().map(ToString::to_string).collect();
        Self { path: module.iter().collect(), module, tokens: tokens(text) }
    }

    /// Every path of two or more segments, and every name by itself. Parts of a `use` have their beginning with them.
    pub(crate) fn names(&self) -> Vec<Named> {
        let mut found = Vec::new();
        names(&self.tokens, &[], false, &mut found);
        found
    }

    /// Text literals that are the first argument where a method of one of these names is called.
    pub(crate) fn arguments(&self, methods: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        arguments(&self.tokens, methods, &mut found);
        found
    }

    /// Every text literal with its line. Left out is what only whoever reads the source sees: comments, what a panic says
    /// (`expect`), why a lint is not heeded (`reason`).
    pub(crate) fn literals(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        literals(&self.tokens, &mut found);
        found
    }
}

fn names(tokens: &TokenStream, before: &[String], handed_on: bool, found: &mut Vec<Named>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut at = 0;
    let mut handed_on = handed_on;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(first) if first == "use" => {
                let before = at.checked_sub(1).map(|before| &tokens[before]);
                let scoped = matches!(before, Some(TokenTree::Group(_)));
                let visibility = if scoped { at.checked_sub(2).map(|before| &tokens[before]) } else { before };
                handed_on = matches!(visibility, Some(TokenTree::Ident(name)) if name == "pub");
                at += 1;
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => {
                handed_on = false;
                at += 1;
            }
            TokenTree::Ident(first) => {
                let (segments, end, rest) = path(&tokens, at, first, before);
                if let Some(group) = rest {
                    names(&group.stream(), &segments, handed_on, found);
                } else {
                    found.push(Named { line: first.span().start().line, segments, handed_on });
                }
                at = end;
            }
            TokenTree::Group(group) => {
                names(&group.stream(), &[], false, found);
                at += 1;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
}

/// The path that begins here: its segments, the place behind it, and the braces that it ends with in a `use`.
fn path<'a>(
    tokens: &'a [TokenTree],
    mut at: usize,
    first: &Ident,
    before: &[String],
) -> (Vec<String>, usize, Option<&'a Group>) {
    let mut segments = before.to_vec();
    segments.push(first.to_string());
    at += 1;
    while is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1)) {
        match tokens.get(at + 2) {
            Some(TokenTree::Ident(next)) => segments.push(next.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                return (segments, at + 3, Some(group));
            }
            _ => return (segments, at + 2, None),
        }
        at += 3;
    }
    (segments, at, None)
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
}

fn arguments(tokens: &TokenStream, methods: &[&str], found: &mut Vec<String>) {
    let (mut dot, mut called) = (false, false);
    for token in tokens.clone() {
        if let TokenTree::Group(group) = &token {
            if let (true, Some(TokenTree::Literal(first))) = (called, group.stream().into_iter().next()) {
                found.extend(text(&first));
            }
            arguments(&group.stream(), methods, found);
        }
        called = dot && matches!(&token, TokenTree::Ident(name) if methods.iter().any(|method| name == method));
        dot = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '.');
    }
}

fn literals(tokens: &TokenStream, found: &mut Vec<(usize, String)>) {
    let mut before: Option<String> = None;
    for token in tokens.clone() {
        match &token {
            TokenTree::Ident(name) => before = Some(name.to_string()),
            TokenTree::Group(group) => {
                if before.as_deref() != Some("expect") {
                    literals(&group.stream(), found);
                }
                before = None;
            }
            // A comment of an item is an attribute `doc = "…"` here.
            TokenTree::Literal(literal) if !matches!(before.as_deref(), Some("doc" | "reason")) => {
                found.extend(text(literal).map(|text| (literal.span().start().line, text)));
                before = None;
            }
            TokenTree::Punct(mark) if mark.as_char() == '=' => {}
            TokenTree::Literal(_) | TokenTree::Punct(_) => before = None,
        }
    }
}

/// What stands between the quotation marks of a text, plain or raw.
fn text(literal: &Literal) -> Option<String> {
    let written = literal.to_string();
    let inside = written.trim_start_matches('r').trim_matches('#');
    Some(inside.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}
