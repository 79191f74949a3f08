//! Reading, writing and migrating as roles of their own, made by the program or by somebody who may, or as one.

use domain::claim::Place;
use store::{PostgresUrl, Roles, Store};
use testkit::Cluster;

use super::histories::Life;
use super::samples;

/// A new database that a new login owns; its URL as the login's, and as that of somebody who may do everything.
fn database_of(login: &str, may: &str) -> (PostgresUrl, String) {
    let cluster = Cluster::shared();
    let url = cluster.empty();
    let name = url.rsplit('/').next().unwrap();
    let make = format!("CREATE ROLE {login} LOGIN {may}; ALTER DATABASE {name} OWNER TO {login}");
    cluster.execute(&url, &make).unwrap();
    (url.replace("cpor@", &format!("{login}@")).parse().unwrap(), url)
}

/// What everybody does with a store.
async fn lives(store: &Store, n: u32) {
    store
        .put_reference(samples::reference(), samples::credentials())
        .await
        .unwrap();
    Life::numbered(n, Place::ConsentWindow).commit(store).await;
    store.reserve_number(2026).await.unwrap();
    store.probe().await.unwrap();
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

/// Whether a role may do this there.
fn may(url: &str, role: &str, sql: &str) -> bool {
    let done = Cluster::shared().execute(url, &format!("SET ROLE {role}; {sql}"));
    match done {
        Ok(_) => true,
        Err(error) => {
            let said = error.to_string();
            assert!(
                said.contains("permission denied") || said.contains("must be owner"),
                "{said}"
            );
            false
        }
    }
}

fn each_may_what_it_does(url: &str, login: &str) {
    for (role, sql, allowed) in [
        ("reader", "SELECT count(*) FROM claim", true),
        ("reader", "UPDATE claim SET version = version", false),
        ("reader", "INSERT INTO setup_step VALUES ('x', now())", false),
        ("writer", "UPDATE claim SET version = version", true),
        ("writer", "INSERT INTO number_sequence VALUES (1999, 1)", true),
        ("writer", "TRUNCATE claim CASCADE", false),
        ("writer", "DROP TABLE answer", false),
        ("writer", "CREATE TABLE later (n int)", false),
        ("owner", "CREATE TABLE later (n int)", true),
        ("reader", "SELECT count(*) FROM later", true),
        ("writer", "INSERT INTO later VALUES (1)", true),
        ("reader", "INSERT INTO later VALUES (1)", false),
        ("owner", "DROP TABLE later", true),
    ] {
        assert_eq!(may(url, &format!("{login}_{role}"), sql), allowed, "{role}: {sql}");
    }
}

#[tokio::test]
async fn a_login_that_may_make_roles_makes_them() {
    let (url, everything) = database_of("maker", "CREATEROLE");
    for n in 1..3 {
        let store = Store::connect(&url).await.unwrap();
        assert_eq!(store.roles().await.unwrap(), Roles::Separate);
        lives(&store, n).await;
    }
    each_may_what_it_does(&everything, "maker");
}

#[tokio::test]
async fn nodes_that_begin_at_once_are_the_same_roles() {
    for round in 0..5 {
        let login = format!("together{round}");
        let (url, everything) = database_of(&login, "CREATEROLE");
        let nodes = tokio::join!(Store::connect(&url), Store::connect(&url), Store::connect(&url));
        for store in [nodes.0, nodes.1, nodes.2] {
            assert_eq!(store.unwrap().roles().await.unwrap(), Roles::Separate);
        }
        each_may_what_it_does(&everything, &login);
    }
}

#[tokio::test]
async fn a_login_without_roles_does_everything_until_somebody_makes_them() {
    let (url, everything) = database_of("alone", "NOCREATEROLE");
    let store = Store::connect(&url).await.unwrap();
    assert_eq!(store.roles().await.unwrap(), Roles::One);
    lives(&store, 1).await;
    drop(store);

    let script = include_str!("../../../schema/roles.sql");
    let script = format!("SET cpor.login = 'alone';\n{script}");
    for _ in 0..2 {
        Cluster::shared().script(&everything, &script).unwrap();
    }
    let store = Store::connect(&url).await.unwrap();
    assert_eq!(store.roles().await.unwrap(), Roles::Separate);
    lives(&store, 2).await;
    each_may_what_it_does(&everything, "alone");
}

#[tokio::test]
async fn roles_made_beforehand_are_taken_from_the_first_table_on() {
    let (url, everything) = database_of("expected", "NOCREATEROLE");
    let script = include_str!("../../../schema/roles.sql");
    let script = format!("SET cpor.login = 'expected';\n{script}");
    Cluster::shared().script(&everything, &script).unwrap();
    let store = Store::connect(&url).await.unwrap();
    assert_eq!(store.roles().await.unwrap(), Roles::Separate);
    lives(&store, 1).await;
    each_may_what_it_does(&everything, "expected");
    // In another database, where they weren't made, they are not taken.
    let other = Cluster::shared().empty();
    let name = other.rsplit('/').next().unwrap();
    let give = format!("ALTER DATABASE {name} OWNER TO expected");
    Cluster::shared().execute(&other, &give).unwrap();
    let store = Store::connect(&other.replace("cpor@", "expected@").parse().unwrap())
        .await
        .unwrap();
    assert_eq!(store.roles().await.unwrap(), Roles::One);
    lives(&store, 1).await;
}
