use domain::claim::{DocumentCondition, Place};
use domain::id::{BlobId, Uuid};

use super::{lives, samples};

#[tokio::test]
async fn documents_name_their_bytes() {
    let (_folder, store) = samples::empty().await;
    let mut documents = Vec::new();
    for sequence in 1..=3 {
        documents.extend(lives::put(&store, Place::ReviewDispute, sequence).await.documents);
    }
    assert_eq!(documents.len(), 6, "two a claim");
    for document in &documents {
        assert!(store.names_blob(document.blob).await.unwrap());
    }
    assert!(!store.names_blob(BlobId(Uuid::from_u128(404))).await.unwrap());

    let mut listed = Vec::new();
    loop {
        let after = listed.last().map(|named: &store::NamedBlob| named.document);
        let page = store.list_named_blobs(after, 4).await.unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 4);
        listed.extend(page);
    }
    documents.sort_by_key(|document| document.id);
    let expected: Vec<_> = documents.iter().map(|document| (document.id, document.blob)).collect();
    let found: Vec<_> = listed.iter().map(|named| (named.document, named.blob)).collect();
    assert_eq!(found, expected);
    assert!(listed.iter().all(|named| named.size_bytes == 10_240
        && named.sha256 == [7; 32]
        && named.condition == DocumentCondition::Available));
}
