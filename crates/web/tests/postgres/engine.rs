//! Two nodes on a database of their own.

use std::path::Path;

use store::{PostgresUrl, Store};
use testkit::Cluster;

/// The stores of all nodes, on a database that is empty; the folder keeps its address.
pub async fn stores(folder: &Path) -> Vec<Store> {
    let url = Cluster::shared().like_template(migrate);
    std::fs::write(folder.join(ADDRESS), &url).expect("a file");
    let url: PostgresUrl = url.parse().expect("a URL");
    let mut stores = Vec::new();
    for _ in 0..2 {
        stores.push(Store::connect(&url).await.expect("a store"));
    }
    stores
}

const ADDRESS: &str = "database";

/// Does something to the database past the nodes.
pub fn execute(folder: &Path, sql: &str) -> String {
    let url = std::fs::read_to_string(folder.join(ADDRESS)).expect("an address");
    Cluster::shared().execute(&url, sql).expect("an answer")
}

/// On a runtime of its own: the template must be left before it is copied.
fn migrate(url: &str) {
    let url: PostgresUrl = url.parse().expect("a URL");
    let migrate = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let connected = runtime.expect("a runtime").block_on(Store::connect(&url));
        drop(connected.expect("a store"));
    };
    std::thread::spawn(migrate).join().expect("a template");
}
