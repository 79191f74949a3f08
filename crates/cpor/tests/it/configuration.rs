//! What the command line says of itself: settings and their origin, usage, completions, manual.

use std::fs;

use serde_json::json;

use crate::program::{Ended, program, run};

#[test]
fn a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default() {
    let folder = tempfile::tempdir().unwrap();
    let show = |flags: &[&str], environment: &[(&str, &str)]| {
        let mut command = program(folder.path());
        command
            .args(["config", "show", "--json"])
            .args(flags)
            .envs(environment.iter().copied());
        Ended::from(command.output().unwrap()).json()
    };
    let data = |value: &str, origin: &str| json!({ "value": value, "origin": origin });
    assert_eq!(show(&[], &[])["data"], data("data", "default"));
    assert_eq!(show(&[], &[])["listen"], data("127.0.0.1:8080", "default"));
    fs::write(
        folder.path().join("cpor.toml"),
        "data = \"of-file\"\nlisten = \"127.0.0.1:1\"\n",
    )
    .unwrap();
    let shown = show(&[], &[]);
    assert_eq!(shown["data"], data("of-file", "file"));
    assert_eq!(shown["database"], data("sqlite:of-file", "default"));
    assert_eq!(shown["listen"], data("127.0.0.1:1", "file"));
    let environment = [("CPOR_DATA", "of-environment"), ("CPOR_BLOBS", "file:///srv/blobs")];
    let shown = show(&[], &environment);
    assert_eq!(shown["data"], data("of-environment", "environment"));
    assert_eq!(shown["blobs"], data("file:///srv/blobs", "environment"));
    let shown = show(&["--data", "of-flag", "--database", "sqlite:elsewhere"], &environment);
    assert_eq!(shown["data"], data("of-flag", "flag"));
    assert_eq!(shown["database"], data("sqlite:elsewhere", "flag"));
    assert_eq!(shown["listen"], data("127.0.0.1:1", "file"));
    // An empty variable is none, and another file may be named.
    assert_eq!(show(&[], &[("CPOR_DATA", "")])["data"], data("of-file", "file"));
    fs::write(folder.path().join("other.toml"), "data = \"of-other\"\n").unwrap();
    assert_eq!(show(&["--config", "other.toml"], &[])["data"], data("of-other", "file"));
    assert_eq!(
        show(&[], &[("CPOR_CONFIG", "other.toml")])["data"],
        data("of-other", "file")
    );

    // How it is run: each the same way.
    let file = "log_format = \"json\"\nrequests_max = 9\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n";
    fs::write(folder.path().join("run.toml"), file).unwrap();
    let shown = show(
        &["--config", "run.toml"],
        &[("CPOR_LOG", "warn"), ("CPOR_REQUESTS_MAX", "8")],
    );
    assert_eq!(shown["log"], data("warn", "environment"));
    assert_eq!(shown["log_format"], data("json", "file"));
    assert_eq!(shown["requests_max"], data("8", "environment"));
    assert_eq!(shown["trusted_proxies"], data("10.0.0.0/8,::1/128", "file"));
    assert_eq!(shown["metrics_listen"], json!({ "value": null, "origin": "default" }));
    let traces = [("CPOR_TRACES", "http://cpor:secret@collector:4318")];
    assert_eq!(
        show(&[], &traces)["traces"],
        data("http://cpor:…@collector:4318", "environment")
    );

    let text = run(folder.path(), &["config", "show"]).with(0);
    let row = text.lines().find(|line| line.starts_with("data ")).unwrap();
    assert!(row.contains("of-file") && row.ends_with("file"), "{text}");
}

#[test]
fn unusable_settings_and_usage_end_with_2_and_say_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.toml"), "dtaa = \"x\"\n").unwrap();
    for (arguments, said) in [
        (&["serve", "--lisen", "x"][..], "--listen"),
        (&["serve", "--listen", "nowhere"], "nowhere"),
        (&["serve", "--metrics-listen", "nowhere"], "nowhere"),
        (&["serve", "--log-format", "xml"], "text or json"),
        (&["serve", "--log", "cpor=loud"], "cpor=loud"),
        (&["serve", "--trusted-proxy", "10.0.0.0/33"], "10.0.0.0/33"),
        (&["serve", "--requests-max", "0"], "`0` is no number"),
        (&["serve", "--traces", "collector:4318"], "http://127.0.0.1:4318"),
        (&["claims"], "claims"),
        (&["claim", "show"], "NUMBER"),
        (&["claim", "list", "--limit", "201"], "201"),
        (&["claim", "list", "--server", "http://127.0.0.1:1"], "--token"),
        (&["demo", "fill"], "--claims"),
        (&["demo", "fill", "--claims", "0"], "0"),
        (&["completions", "cobol"], "cobol"),
        (&["doctor", "--database", "mysql://x"], "sqlite:DIR"),
        (&["doctor", "--config", "bad.toml"], "dtaa"),
        (&["doctor", "--config", "nowhere.toml"], "nowhere.toml"),
        (&["restore", "nowhere.tar"], "nowhere.tar"),
    ] {
        let ended = run(folder.path(), arguments);
        assert!(
            ended.err.to_lowercase().contains(&said.to_lowercase()),
            "{arguments:?}: {}",
            ended.err
        );
        assert_eq!(ended.with(2), "", "{arguments:?}");
    }
}

#[test]
fn help_completions_and_manual_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["doctor", "--help"],
        &["claim", "list", "--help"],
    ] {
        let help = run(folder.path(), arguments).with(0);
        assert!(help.contains("Example"), "{arguments:?}: {help}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = run(folder.path(), &["completions", shell]).with(0);
        assert!(script.contains("doctor") && script.contains("cpor"), "{shell}");
    }
    let manual = run(folder.path(), &["man"]).with(0);
    assert!(manual.contains(".TH cpor") && manual.contains("restore"), "{manual}");
    let version = run(folder.path(), &["--version"]).with(0);
    assert_eq!(version.trim(), concat!("cpor ", env!("CARGO_PKG_VERSION")));
}
