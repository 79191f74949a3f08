//! Whom a connection trusts: the server in earnest, others who listen in its place, and what libpq would do.

use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use store::{PostgresUrl, Store, StoreError};
use testkit::{Authority, Cluster};

/// What was said why, down to its last reason.
fn reasons(error: &StoreError) -> String {
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(reason) = next {
        said.push_str(&format!(": {reason}: {reason:?}"));
        next = reason.source();
    }
    said
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_elsewhere_is_believed_only_with_the_right_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, others) = (folder.path().join("ours"), folder.path().join("others"));
    let (ours, others) = (Authority::new(&ours).unwrap(), Authority::new(&others).unwrap());
    let port = TcpListener::bind("127.0.0.2:0").unwrap().local_addr().unwrap().port();
    let cluster = Cluster::start_on("127.0.0.2,127.0.0.3", port, |data| {
        ours.certify("IP:127.0.0.2", data)?;
        // Only who encrypts comes in from elsewhere.
        fs::write(
            data.join("pg_hba.conf"),
            "local all all trust\nhostssl all all all trust\n",
        )?;
        let settings = "ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.key'\n";
        fs::write(data.join("postgresql.auto.conf"), settings)
    })
    .unwrap();
    let database = cluster.empty();
    let name = database.rsplit('/').next().unwrap();
    let [ours, others] = [ours, others].map(|authority| format!("sslrootcert={}", authority.certificate().display()));
    for (host, settings, refused) in [
        ("127.0.0.2", ours.clone(), None),
        ("127.0.0.2", format!("sslmode=verify-full&{ours}"), None),
        ("127.0.0.2", format!("sslmode=require&{ours}"), None),
        ("127.0.0.2", "sslmode=require".to_owned(), None),
        ("127.0.0.3", format!("sslmode=verify-ca&{ours}"), None),
        ("127.0.0.3", "sslmode=prefer".to_owned(), None),
        ("127.0.0.3", ours.clone(), Some("NotValidForName")),
        // Of the same name, as whoever means harm would take it.
        ("127.0.0.2", others.clone(), Some("BadSignature")),
        ("127.0.0.2", format!("sslmode=verify-ca&{others}"), Some("BadSignature")),
        ("127.0.0.2", format!("sslmode=require&{others}"), Some("BadSignature")),
        // Whom the system trusts, if it trusts anybody.
        ("127.0.0.2", String::new(), Some("authority|UnknownIssuer")),
        ("127.0.0.2", "sslrootcert=/nowhere.pem".to_owned(), Some("authority")),
        ("127.0.0.2", "sslmode=disable".to_owned(), Some("no encryption")),
    ] {
        let url: PostgresUrl = format!("postgres://cpor@{host}:{port}/{name}?{settings}")
            .parse()
            .unwrap();
        match (Store::connect(&url).await, refused) {
            (Ok(store), None) => {
                store.reserve_number(2026).await.unwrap();
                store.load_reference().await.unwrap();
                let encrypted = "SELECT count(*), bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                                 WHERE application_name = 'cpor'";
                let encrypted = cluster.execute(&database, encrypted).unwrap();
                assert!(encrypted.trim().ends_with("|t"), "{host} {settings}: {encrypted}");
            }
            (Err(error), Some(why)) => {
                let said = reasons(&error);
                assert!(
                    why.split('|').any(|why| said.contains(why)),
                    "{host} {settings}: {said}"
                );
            }
            (Ok(_), Some(why)) => panic!("{host} {settings}: {why}"),
            (Err(error), None) => panic!("{host} {settings}: {}", reasons(&error)),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_told_to_a_server_that_does_not_encrypt() {
    let listener = TcpListener::bind("127.0.0.2:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut asked = [0; 8];
        connection.read_exact(&mut asked).unwrap();
        connection.write_all(b"N").unwrap();
        let mut told = Vec::new();
        // An end is as good as an error of it.
        drop(connection.read_to_end(&mut told));
        (asked, told)
    });
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new(folder.path()).unwrap();
    let url = format!(
        "postgres://cpor:secret@127.0.0.2:{port}/cpor?sslrootcert={}",
        authority.certificate().display()
    );
    assert!(Store::connect(&url.parse().unwrap()).await.is_err());
    let (asked, told) = server.join().unwrap();
    assert_eq!(asked, [0, 0, 0, 8, 4, 210, 22, 47], "whether it encrypts");
    assert!(told.is_empty(), "{told:?}");
}
