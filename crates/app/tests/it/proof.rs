//! Documents: bytes before rows, and no bytes without a row for long.

use std::convert::Infallible;
use std::time::{Duration, SystemTime};

use app::HandleError;
use app::proof::{Upload, add, collect_orphans, discard, open};
use bytes::Bytes;
use documents::{BlobKey, Limits};
use domain::claim::{Command, DocumentCondition, Refusal};
use domain::id::{ClaimNumber, DocumentId};
use domain::text::FileName;
use futures_util::{TryStreamExt, stream};
use store::Stored;
use testkit::Persona;

use crate::world::{World, document, key, refusal};

const BYTES: &[u8] = b"Acme acknowledges the work of Vale Verde.";

async fn received(world: &World) -> Upload {
    let id = DocumentId(key());
    let pieces = stream::iter([Ok::<_, Infallible>(Bytes::from_static(BYTES))]);
    let received = world
        .env
        .blobs
        .receive(BlobKey::of(id.0), pieces, Limits::default())
        .await
        .unwrap();
    Upload {
        id,
        name: FileName::parse("proof.pdf").unwrap(),
        received,
    }
}

async fn upload(world: &World, persona: Persona, number: ClaimNumber) -> Result<Stored, HandleError> {
    let loaded = world.load(persona, number).await.unwrap();
    let upload = received(world).await;
    add(&world.env, &persona.actor(), loaded, upload, None).await
}

#[tokio::test]
async fn an_upload_is_kept_and_opened_by_its_claim_alone() {
    let world = World::new().await;
    let draft = world.draft(1).await;
    let claim = upload(&world, Persona::Davi, draft.number).await.unwrap().claim;
    let document = &claim.documents[0];
    assert_eq!(
        (document.media_type.as_str(), document.size_bytes),
        ("text/plain", BYTES.len() as i64)
    );
    assert_eq!(
        (document.added_by, document.blob.0),
        (Persona::Davi.id(), document.id.0)
    );
    assert_eq!(claim.version, draft.version, "an upload makes nobody's decision stale");
    let (found, reading) = open(&world.env, &claim, document.id).await.unwrap().unwrap();
    assert_eq!(&found, document);
    assert_eq!(reading.pieces.try_collect::<Vec<_>>().await.unwrap().concat(), BYTES);
    let other = world.draft(2).await;
    assert!(open(&world.env, &other, document.id).await.unwrap().is_none());
    for (condition, opens) in [
        (DocumentCondition::Unreadable, true),
        (DocumentCondition::Quarantined, false),
        (DocumentCondition::Erased, false),
    ] {
        let mut held_back = claim.clone();
        held_back.documents[0].condition = condition;
        let opened = open(&world.env, &held_back, document.id).await.unwrap();
        assert_eq!(opened.is_some(), opens, "{condition:?}");
    }
    world.assert_sound().await;
}

#[tokio::test]
async fn a_refused_upload_leaves_neither_row_nor_bytes() {
    let world = World::new().await;
    let reviewed = world.under_review(1).await.number;
    let before = world.dump();
    for persona in [Persona::Ana, Persona::Greta] {
        let refused = upload(&world, persona, reviewed).await;
        assert!(matches!(
            refusal(refused),
            Refusal::WrongStatus(_) | Refusal::NotPermitted
        ));
        world.assert_unchanged(&before);
    }
    let draft = world.draft(2).await.number;
    for _ in 0..20 {
        world
            .run(Persona::Ana, draft, Command::AddDocument(document()))
            .await
            .unwrap();
    }
    let before = world.dump();
    assert_eq!(
        refusal(upload(&world, Persona::Ana, draft).await),
        Refusal::TooManyDocuments { max: 20 }
    );
    world.assert_unchanged(&before);
    let upload = received(&world).await;
    discard(&world.env, upload.id).await;
    world.assert_unchanged(&before);
}

#[tokio::test]
async fn old_bytes_that_no_claim_names_are_collected() {
    let world = World::new().await;
    let draft = world.draft(1).await.number;
    let kept = upload(&world, Persona::Ana, draft).await.unwrap().claim.documents[0].clone();
    received(&world).await;
    assert_eq!(world.files().len(), 2);
    let now = SystemTime::now();
    assert_eq!(
        collect_orphans(&world.env, now).await.unwrap(),
        0,
        "an upload may still be under way"
    );
    let later = now + Duration::from_secs(25 * 60 * 60);
    assert_eq!(collect_orphans(&world.env, later).await.unwrap(), 1);
    assert_eq!(world.files().len(), 1);
    assert!(world.files()[0].contains(&kept.blob.0.simple().to_string()));
    assert_eq!(collect_orphans(&world.env, later).await.unwrap(), 0);
}
