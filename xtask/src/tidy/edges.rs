//! Which crate may use which: imports run one way, `domain ← store, documents ← app, ui ← web, gateway ← cpor`.

use serde_json::Value;

use super::Finding;

/// What one crate of the workspace may depend on, in its code and its build script.
struct Edges {
    package: &'static str,
    ours: &'static [&'static str],
    others: Others,
}

/// Crates from outside the workspace.
enum Others {
    /// Nothing but these: the crate has no input, output, async or language text.
    Only(&'static [&'static str]),
    /// Any but those that [`HOMES`] gives to another crate.
    Any,
}

const TABLE: &[Edges] = &[
    Edges {
        package: "cpor-domain",
        ours: &[],
        others: Others::Only(&["jiff", "thiserror", "uuid"]),
    },
    Edges {
        package: "cpor-store",
        ours: &["cpor-domain"],
        others: Others::Any,
    },
    Edges {
        package: "cpor-documents",
        ours: &["cpor-domain"],
        others: Others::Any,
    },
    Edges {
        package: "cpor-gateway",
        ours: &["cpor-domain"],
        others: Others::Any,
    },
    Edges {
        package: "cpor-ui",
        ours: &["cpor-domain"],
        others: Others::Any,
    },
    Edges {
        package: "cpor-app",
        ours: &["cpor-domain", "cpor-store", "cpor-documents"],
        others: Others::Any,
    },
    Edges {
        package: "cpor-web",
        ours: &["cpor-domain", "cpor-store", "cpor-documents", "cpor-app", "cpor-ui"],
        others: Others::Any,
    },
    Edges {
        package: "cpor",
        ours: &[
            "cpor-domain",
            "cpor-store",
            "cpor-documents",
            "cpor-app",
            "cpor-ui",
            "cpor-web",
            "cpor-gateway",
        ],
        others: Others::Any,
    },
    Edges {
        package: "cpor-testkit",
        ours: &["cpor-domain", "cpor-store"],
        others: Others::Any,
    },
    Edges {
        package: "xtask",
        ours: &[],
        others: Others::Any,
    },
];

/// Crates that show where a concern lives: only there may they be used.
const HOMES: &[(&str, &str)] = &[
    ("rusqlite", "cpor-store"),
    ("tokio-postgres", "cpor-store"),
    ("object_store", "cpor-documents"),
    ("infer", "cpor-documents"),
    ("askama", "cpor-ui"),
    ("fluent-bundle", "cpor-ui"),
    ("axum", "cpor-web"),
    ("utoipa", "cpor-web"),
    ("hyper", "cpor-web"),
    ("prometheus-client", "cpor-web"),
    ("argon2", "cpor-gateway"),
    ("opentelemetry_sdk", "cpor"),
    ("clap", "cpor"),
];

/// For tests alone: no product code may use it, any test may.
const TESTS_ONLY: &str = "cpor-testkit";

pub fn check(metadata: &Value) -> Vec<Finding> {
    let packages: Vec<&Value> = list(metadata, "packages")
        .filter(|package| package["source"].is_null())
        .collect();
    let ours: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut findings = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(edges) = TABLE.iter().find(|edges| edges.package == name) else {
            findings.push(format!("{name}: not in the table of edges (xtask/src/tidy/edges.rs)"));
            continue;
        };
        for dependency in list(package, "dependencies") {
            let used = dependency["name"].as_str().unwrap_or_default();
            let in_tests = dependency["kind"] == "dev";
            if let Some(broken) = broken(edges, used, ours.contains(&used), in_tests) {
                findings.push(format!("{name} uses {used}: {broken}"));
            }
        }
    }
    findings
}

fn broken(edges: &Edges, used: &str, is_ours: bool, in_tests: bool) -> Option<String> {
    if is_ours {
        let permitted = edges.ours.contains(&used) || (in_tests && used == TESTS_ONLY);
        return (!permitted).then(|| "the table of edges does not permit it".to_owned());
    }
    if in_tests {
        return None;
    }
    if let Others::Only(permitted) = edges.others
        && !permitted.contains(&used)
    {
        return Some(format!("it may use nothing but {}", permitted.join(", ")));
    }
    let home = HOMES
        .iter()
        .find(|(crate_name, _)| *crate_name == used)
        .map(|(_, home)| *home);
    home.filter(|home| *home != edges.package)
        .map(|home| format!("that belongs to {home}"))
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn workspace(package: &str, dependency: &str, kind: Option<&str>) -> Value {
        let outside = json!({"name": "rusqlite", "source": "registry", "dependencies": []});
        let members = TABLE.iter().map(|edges| {
            let dependencies = if edges.package == package {
                json!([{"name": dependency, "kind": kind}])
            } else {
                json!([])
            };
            json!({"name": edges.package, "source": null, "dependencies": dependencies})
        });
        json!({"packages": members.chain([outside]).collect::<Vec<_>>()})
    }

    #[test]
    fn imports_run_one_way() {
        for (package, dependency, kind, expected) in [
            ("cpor-store", "cpor-domain", None, ""),
            (
                "cpor-domain",
                "cpor-store",
                None,
                "cpor-domain uses cpor-store: the table of edges does not permit it",
            ),
            (
                "cpor-ui",
                "cpor-store",
                Some("dev"),
                "cpor-ui uses cpor-store: the table of edges does not permit it",
            ),
            ("cpor-app", "cpor-testkit", Some("dev"), ""),
            (
                "cpor-app",
                "cpor-testkit",
                None,
                "cpor-app uses cpor-testkit: the table of edges does not permit it",
            ),
            ("cpor-domain", "uuid", None, ""),
            (
                "cpor-domain",
                "tokio",
                None,
                "cpor-domain uses tokio: it may use nothing but jiff, thiserror, uuid",
            ),
            ("cpor-domain", "insta", Some("dev"), ""),
            ("cpor-store", "rusqlite", None, ""),
            (
                "cpor-app",
                "rusqlite",
                None,
                "cpor-app uses rusqlite: that belongs to cpor-store",
            ),
        ] {
            let findings = check(&workspace(package, dependency, kind));
            assert_eq!(findings.join("; "), expected, "{package} → {dependency}");
        }
    }

    #[test]
    fn a_crate_that_nobody_entered_is_found() {
        let metadata = json!({"packages": [{"name": "cpor-new", "source": null, "dependencies": []}]});
        assert_eq!(
            check(&metadata),
            ["cpor-new: not in the table of edges (xtask/src/tidy/edges.rs)"]
        );
    }
}
