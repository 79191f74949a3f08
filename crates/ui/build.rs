//! Turns the Fluent catalogues into `Text`'s methods, one per message, so that a wrong key or a missing
//! argument doesn't compile; and joins and compresses the stylesheets and the scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

type Failure = Box<dyn std::error::Error>;
/// Key of each message, and the names of its arguments.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=assets");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let english = catalogue(Path::new("locales/en"))?;
    for folder in folders("locales")? {
        let here = catalogue(&folder)?;
        if here != english {
            let odd: Vec<&String> = english
                .keys()
                .chain(here.keys())
                .filter(|key| english.get(*key) != here.get(*key))
                .collect();
            return Err(format!("{} differs from English in {odd:?}", folder.display()).into());
        }
    }
    fs::write(out.join("messages.rs"), methods(&english)?)?;
    fs::write(out.join("resources.rs"), resources()?)?;
    join(Path::new("assets/css"), "look", "css", &out)?;
    join(Path::new("assets/js"), "core", "js", &out)?;
    Ok(())
}

/// One file for browsers from a folder of rooms: the first of them, then the others by name; and the same compressed.
fn join(folder: &Path, first: &str, extension: &str, out: &Path) -> Result<(), Failure> {
    let (mut rooms, others): (Vec<_>, Vec<_>) = files(folder, extension)?
        .into_iter()
        .partition(|file| file.file_stem().is_some_and(|name| name == first));
    rooms.extend(others);
    let mut joined = Vec::new();
    for room in rooms {
        joined.extend(fs::read(&room)?);
        joined.push(b'\n');
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&joined)?;
    fs::write(out.join(format!("cpor.{extension}")), &joined)?;
    fs::write(out.join(format!("cpor.{extension}.gz")), gzip.finish()?)?;
    Ok(())
}

fn folders(root: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut all = fs::read_dir(root)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    all.retain(|path| path.is_dir());
    all.sort();
    Ok(all)
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut all = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    all.retain(|path| path.extension().is_some_and(|found| found == extension));
    all.sort();
    Ok(all)
}

fn catalogue(folder: &Path) -> Result<Messages, Failure> {
    let mut messages = Messages::new();
    for file in files(folder, "ftl")? {
        let source = fs::read_to_string(&file)?;
        let resource = fluent_syntax::parser::parse(source.as_str())
            .map_err(|(_, errors)| format!("{}: {errors:?}", file.display()))?;
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut arguments = BTreeSet::new();
            if let Some(value) = &message.value {
                in_pattern(value, &mut arguments);
            }
            let mut entries = Vec::new();
            if message.value.is_some() {
                entries.push((message.id.name.to_owned(), arguments));
            }
            for attribute in &message.attributes {
                let mut arguments = BTreeSet::new();
                in_pattern(&attribute.value, &mut arguments);
                entries.push((format!("{}.{}", message.id.name, attribute.id.name), arguments));
            }
            for (key, arguments) in entries {
                if let Some(twice) = messages.insert(key, arguments) {
                    return Err(format!("{}: {} is there twice ({twice:?})", file.display(), message.id.name).into());
                }
            }
        }
    }
    Ok(messages)
}

fn in_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, arguments);
        }
    }
}

fn in_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            in_inline(selector, arguments);
            for variant in variants {
                in_pattern(&variant.value, arguments);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => {
            positional.iter().for_each(|argument| in_inline(argument, arguments));
        }
        InlineExpression::Placeable { expression } => in_expression(expression, arguments),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

/// A number is an argument called `count` or ending in `-count`; everything else is text.
fn is_number(argument: &str) -> bool {
    argument == "count" || argument.ends_with("-count")
}

fn methods(messages: &Messages) -> Result<String, Failure> {
    let mut code = String::from("impl Text {\n");
    // Attributes are found by data, as a country's name by its code: see `Text::by_code`.
    for (key, arguments) in messages.iter().filter(|(key, _)| !key.contains('.')) {
        let name = key.replace('-', "_");
        let parameters: String = arguments
            .iter()
            .map(|argument| {
                let kind = if is_number(argument) {
                    "impl Count"
                } else {
                    "impl AsRef<str>"
                };
                format!(", {}: {kind}", argument.replace('-', "_"))
            })
            .collect();
        let pairs: Vec<String> = arguments
            .iter()
            .map(|argument| {
                let value = argument.replace('-', "_");
                if is_number(argument) {
                    format!("({argument:?}, FluentValue::from({value}.count()))")
                } else {
                    format!("({argument:?}, FluentValue::from({value}.as_ref()))")
                }
            })
            .collect();
        writeln!(code, "    /// The message `{key}`.")?;
        writeln!(code, "    pub fn {name}(&self{parameters}) -> String {{")?;
        writeln!(code, "        self.say({key:?}, &[{}])\n    }}", pairs.join(", "))?;
    }
    code.push_str("}\n");
    Ok(code)
}

fn resources() -> Result<String, Failure> {
    let mut code = String::from("const RESOURCES: &[(&str, &str)] = &[\n");
    for folder in folders("locales")? {
        let tag = folder
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or("a folder's name is not text")?
            .to_owned();
        for file in files(&folder, "ftl")? {
            let path = fs::canonicalize(&file)?;
            writeln!(code, "    ({tag:?}, include_str!({path:?})),")?;
        }
    }
    code.push_str("];\n");
    Ok(code)
}
