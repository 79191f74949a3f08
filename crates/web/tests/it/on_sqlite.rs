//! One process has its folder to itself.

use std::path::Path;

use store::Store;

/// The stores of all nodes, on a database that is empty.
pub async fn stores(folder: &Path) -> Vec<Store> {
    vec![Store::open(folder).expect("a store")]
}
