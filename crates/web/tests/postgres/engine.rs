//! Two nodes on a database of their own.

use std::path::Path;

use store::{PostgresUrl, Store};
use testkit::Cluster;

/// The stores of all nodes, on a database that is empty.
pub async fn stores(_folder: &Path) -> Vec<Store> {
    let url: PostgresUrl = Cluster::shared().like_template(migrate).parse().expect("a URL");
    let mut stores = Vec::new();
    for _ in 0..2 {
        stores.push(Store::connect(&url).await.expect("a store"));
    }
    stores
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
