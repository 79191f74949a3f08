//! What a transition of ours writes, as scripts of pgbench: the same rows, made like the ones that are there.

use serde_json::{Map, Value};

use super::demo::Demo;
use crate::process::{Failure, Result};

/// The four transitions of the load, by what their entry is called.
const KINDS: [&str; 4] = ["review_started", "assigned", "information_requested", "resubmitted"];

/// Keys of entries that no claim has reached by itself.
const BEGINNING: &str = r"\set number random(1, :claims) + 2026000000000
\set sequence random(1000000, 9000000000000000)
\set unique random(1, 9000000000000000)
";
const POSITION: &str = "currval('event_position_seq')";

/// Whether the statements of a transaction travel one by one or together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Journey {
    OneByOne,
    Together,
}

/// The scripts, and the values that they bind.
pub struct ClaimTransaction {
    scripts: Vec<String>,
    pub values: Vec<(String, String)>,
}

impl ClaimTransaction {
    /// Takes the newest of each kind as the sample.
    pub fn sampled(demo: &Demo<'_>) -> Result<ClaimTransaction> {
        let mut made = ClaimTransaction {
            scripts: Vec::new(),
            values: Vec::new(),
        };
        for (index, kind) in KINDS.iter().enumerate() {
            let script = Script::sampled(demo, kind, &format!("k{index}_"))?;
            made.scripts.push(script.text);
            made.values.extend(script.values);
        }
        let claims = demo.ask("SELECT last FROM number_sequence WHERE year = 2026")?;
        made.values.push(("claims".to_owned(), claims));
        Ok(made)
    }

    pub fn scripts(&self, journey: Journey) -> impl Iterator<Item = String> {
        self.scripts.iter().map(move |statements| match journey {
            Journey::OneByOne => format!("{BEGINNING}{statements}"),
            Journey::Together => format!("{BEGINNING}\\startpipeline\n{statements}\\endpipeline\n"),
        })
    }
}

/// How many rows the four kinds of transitions write for one, the mean of the kinds, by table; of all after a position
/// of the journal, with answers kept since.
pub fn rows(ask: impl Fn(&str) -> Result<String>, after: &str) -> Result<Vec<(&'static str, f64)>> {
    let kinds = KINDS.join("', '");
    let each = [
        (
            "personal_value",
            "(SELECT count(*) FROM personal_value WHERE personal_value.position = event.position)",
        ),
        (
            "message",
            "(SELECT count(*) FROM message WHERE message.position = event.position)",
        ),
        (
            "answer",
            "CASE type WHEN 'resubmitted' THEN (SELECT count(*) FROM answer WHERE path LIKE '%/resubmission')
                 / (SELECT count(*) FROM event WHERE position > {after} AND type = 'resubmitted')::float ELSE 0 END",
        ),
    ];
    each.into_iter()
        .map(|(table, found)| {
            let found = found.replace("{after}", after);
            let told = ask(&format!(
                "SELECT avg(of_kind) FROM (SELECT avg({found}) AS of_kind FROM event
                     WHERE position > {after} AND type IN ('{kinds}') GROUP BY type) AS kinds"
            ))?;
            let told = told.parse().map_err(|_| Failure::because(format!("{table}: {told}")))?;
            Ok((table, told))
        })
        .collect()
}

struct Script {
    prefix: String,
    text: String,
    values: Vec<(String, String)>,
}

impl Script {
    fn sampled(demo: &Demo<'_>, kind: &str, prefix: &str) -> Result<Script> {
        let claim_and_entry = one(
            demo,
            &format!(
                "SELECT claim.*, event.position, event.at, event.recorded_at, event.side, event.actor_id, event.type,
                     event.schema_version, event.payload, event.hash, personal_value.body AS personal
                 FROM event JOIN claim ON claim.number = event.claim_number AND claim.chain_sequence = event.sequence
                 LEFT JOIN personal_value USING (position)
                 WHERE event.type = '{kind}' ORDER BY event.position DESC LIMIT 1"
            ),
        )?;
        let mut script = Script {
            prefix: prefix.to_owned(),
            text: "BEGIN;\n".to_owned(),
            values: Vec::new(),
        };
        script.update_claim(&claim_and_entry);
        let named = &[
            "at",
            "recorded_at",
            "side",
            "actor_id",
            "type",
            "schema_version",
            "payload",
            "hash",
        ];
        script.insert(
            "event",
            &claim_and_entry,
            "",
            named,
            &[("claim_number", ":number"), ("sequence", ":sequence")],
        );
        if !claim_and_entry["personal"].is_null() {
            script.bind("personal", &claim_and_entry["personal"]);
            script.text +=
                &format!("INSERT INTO personal_value (position, body) VALUES ({POSITION}, :{prefix}personal);\n");
        }
        let messages = format!("SELECT * FROM message WHERE position = {}", claim_and_entry["position"]);
        for (index, message) in all(demo, &messages)?.iter().enumerate() {
            // In the order of time, as ours.
            let key = format!(
                "(lpad(to_hex({POSITION}), 12, '0') || lpad(to_hex(:unique::bigint), 19, '0') || '{index:x}')::uuid"
            );
            script.insert(
                "message",
                message,
                &format!("message{index}_"),
                &["kind", "recipient", "language", "round", "at"],
                &[
                    ("id", &key),
                    ("claim_number", ":number"),
                    ("sequence", ":sequence"),
                    ("position", POSITION),
                ],
            );
        }
        if kind == "resubmitted" {
            let answer = one(
                demo,
                "SELECT * FROM answer WHERE path LIKE '%/resubmission' ORDER BY expires_at DESC LIMIT 1",
            )?;
            let named = &["caller", "path", "body_hash", "status", "etag", "body", "expires_at"];
            script.insert(
                "answer",
                &answer,
                "answer_",
                named,
                &[("key", "'bench-' || :sequence::text || '-' || :unique::text")],
            );
        }
        script.text += "COMMIT;\n";
        Ok(script)
    }

    fn update_claim(&mut self, sample: &Map<String, Value>) {
        let mut sets = vec![
            "version = version + 1".to_owned(),
            "chain_sequence = :sequence".to_owned(),
        ];
        for column in [
            "programme",
            "activity",
            "customer_domain",
            "updated_at",
            "chain_hash",
            "location_id",
            "place",
            "turn",
            "due_at",
            "reviewer_id",
            "queue_key",
            "wake_at",
            "tenant_id",
            "body",
        ] {
            // Nothing can't be bound.
            let value = match sample[column].is_null() {
                true => "NULL".to_owned(),
                false => self.bind(column, &sample[column]),
            };
            sets.push(format!("{column} = {value}"));
        }
        self.text += &format!("UPDATE claim SET {} WHERE number = :number;\n", sets.join(", "));
    }

    /// Adds a row like the sample, but for the columns that are made.
    fn insert(&mut self, table: &str, sample: &Map<String, Value>, called: &str, like: &[&str], made: &[(&str, &str)]) {
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        for (column, value) in made {
            columns.push((*column).to_owned());
            values.push((*value).to_owned());
        }
        for column in like.iter().filter(|column| !sample[**column].is_null()) {
            columns.push((*column).to_owned());
            values.push(self.bind(&format!("{table}_{called}{column}"), &sample[*column]));
        }
        self.text += &format!(
            "INSERT INTO {table} ({}) VALUES ({});\n",
            columns.join(", "),
            values.join(", ")
        );
    }

    /// The variable of a value.
    fn bind(&mut self, name: &str, value: &Value) -> String {
        let name = format!("{}{name}", self.prefix);
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let variable = format!(":{name}");
        self.values.push((name, text));
        variable
    }
}

fn all(demo: &Demo<'_>, statement: &str) -> Result<Vec<Map<String, Value>>> {
    let found = demo.ask(&format!(
        "SELECT coalesce(json_agg(row_to_json(sample)), '[]') FROM ({statement}) AS sample"
    ))?;
    serde_json::from_str(&found).map_err(|error| Failure::because(format!("{statement}: {error}: {found}")))
}

fn one(demo: &Demo<'_>, statement: &str) -> Result<Map<String, Value>> {
    let found = all(demo, statement)?.pop();
    found.ok_or_else(|| Failure::because(format!("there is no sample: {statement}")))
}
