//! How PostgreSQL goes about statements, in a database of many rows.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::engine::Home;
use crate::statements::LARGE;

/// The statements that walk through a large table, each with its plan. One that can't be prepared is an error.
pub async fn walking(statements: &BTreeSet<String>) -> Vec<(String, String)> {
    let (home, _store) = Home::new().await;
    home.script(include_str!("large.sql"));
    // As it is planned for any values, the worst that the server may settle for.
    let mut script = "SET plan_cache_mode = force_generic_plan; SET jit = off;\n".to_owned();
    let queries = || statements.iter().filter(|sql| is_query(sql));
    for (index, sql) in queries().enumerate() {
        let (sql, types) = with_a_page(sql);
        let listed = |what: Vec<&str>| match what.is_empty() {
            true => String::new(),
            false => format!("({})", what.join(", ")),
        };
        let values = listed(vec!["NULL"; types.len()]);
        let types = listed(types);
        writeln!(
            script,
            "PREPARE statement_{index}{types} AS {sql};\n\\echo :::\nEXPLAIN EXECUTE statement_{index}{values};"
        )
        .unwrap();
    }
    let plans = home.script(&script);
    let plans: Vec<&str> = plans.split(":::\n").skip(1).collect();
    assert_eq!(plans.len(), queries().count());
    let plans = queries().zip(plans);
    let walking = plans.filter(|(sql, plan)| steps(plan).any(|step| walks(&step, sql)));
    walking.map(|(sql, plan)| (sql.clone(), plan.to_owned())).collect()
}

/// A table that a move makes for itself isn't there.
fn is_query(sql: &str) -> bool {
    let is_one = ["SELECT", "INSERT", "UPDATE", "DELETE"]
        .iter()
        .any(|word| sql.starts_with(word));
    is_one && !sql.contains("unfinished_copy")
}

/// Whoever doesn't know how long a page is takes it for a tenth of all; the types of the parameters with it.
fn with_a_page(sql: &str) -> (String, Vec<&'static str>) {
    let mut types = vec!["unknown"; parameters(sql)];
    let mut paged = sql.to_owned();
    for number in (1..=types.len()).rev() {
        let limit = format!("LIMIT ${number}");
        if paged.contains(&limit) {
            paged = paged.replace(&limit, "LIMIT 51");
            types[number - 1] = "bigint";
        }
    }
    (paged, types)
}

fn parameters(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).filter_map(|after| {
        let digits = after
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(after.len());
        after[..digits].parse().ok()
    });
    numbers.max().unwrap_or(0)
}

/// A plan's steps, each with what is said of it on the lines below.
fn steps(plan: &str) -> impl Iterator<Item = String> {
    let mut steps: Vec<String> = Vec::new();
    for line in plan.lines() {
        match steps.last_mut() {
            Some(step) if !line.contains("->") => {
                step.push('\n');
                step.push_str(line);
            }
            Some(_) | None => steps.push(line.to_owned()),
        }
    }
    steps.into_iter()
}

fn walks(step: &str, sql: &str) -> bool {
    let head = step.lines().next().unwrap_or_default();
    let Some((way, table)) = head.split_once(" on ") else {
        return false;
    };
    let table = table.split_whitespace().next().unwrap_or_default();
    if !LARGE.contains(&table) {
        return false;
    }
    // In an index's own order, until the page is full.
    let in_order = step.contains("Index Cond:") || sql.contains("LIMIT");
    way.contains("Seq Scan") || way.contains("Index") && !way.contains("Bitmap Heap Scan") && !in_order
}
