//! Commands of people: what is carried out, what is refused and leaves everything as it was.

use app::{Expected, HandleError};
use domain::claim::{Command, FieldCode, LineState, Place, Refusal, Version, Visibility};
use domain::id::CommentId;
use domain::text::Reference;
use testkit::Persona;
use testkit::commands::{approve_all, note, reject, withdraw};

use crate::world::{World, document, key, new_line, refusal, request};

fn comment(visibility: Visibility) -> Command {
    Command::Comment {
        id: CommentId(key()),
        text: note("A word"),
        visibility,
    }
}

#[tokio::test]
async fn a_draft_is_made_handed_in_taken_up_and_approved() {
    let world = World::new().await;
    let draft = world.draft(1).await;
    assert_eq!(
        (draft.number.to_string().as_str(), draft.version),
        ("CPOR-2026-000001", Version(1))
    );
    assert_eq!(draft.partner, testkit::Firm::ValeVerde.id());
    let next = world.approved(2).await;
    assert_eq!((next.number.sequence, next.place()), (2, Place::ConsentWindow));
    assert_eq!(next.lines_in(LineState::Covered).count(), 3);
    assert_eq!(world.load(Persona::Ana, next.number).await.unwrap().claim, next);
    world.assert_sound().await;
}

#[tokio::test]
async fn what_is_out_of_scope_is_not_found() {
    let world = World::new().await;
    let draft = world.draft(1).await.number;
    let submitted = world.submitted(2).await.number;
    for (persona, number, found) in [
        (Persona::Clara, draft, true),
        (Persona::Davi, draft, true),
        (Persona::Elena, draft, false),
        (Persona::Greta, draft, false),
        (Persona::Milo, draft, true),
        (Persona::Greta, submitted, true),
        (Persona::Elena, submitted, false),
        (Persona::Nora, submitted, false),
    ] {
        let loaded = world.load(persona, number).await;
        assert_eq!(loaded.is_ok(), found, "{persona:?} {number}");
        assert!(
            found || matches!(loaded, Err(HandleError::NotFound)),
            "{persona:?} {number}"
        );
    }
}

#[tokio::test]
async fn a_decision_on_what_has_changed_since_is_stale_and_changes_nothing() {
    let world = World::new().await;
    let claim = world.submitted(1).await;
    let seen = world.load(Persona::Greta, claim.number).await.unwrap();
    let (version, actor) = (seen.claim.version, Persona::Greta.actor());
    world
        .run(Persona::Hugo, claim.number, Command::StartReview)
        .await
        .unwrap();
    let before = world.dump();
    for expected in [Expected::Version(version), Expected::None] {
        // Whether it was read before the other's change or after.
        for loaded in [seen.clone(), world.load(Persona::Greta, claim.number).await.unwrap()] {
            let outcome = app::execute(&world.env, &actor, loaded, expected, Command::StartReview, None).await;
            let Err(HandleError::Stale(now)) = outcome else {
                panic!("{outcome:?}")
            };
            assert!(now.claim.version >= version);
        }
    }
    world.assert_unchanged(&before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_reviewers_at_once_one_wins_and_the_other_is_told() {
    let world = World::new().await;
    for n in 1..=20 {
        let claim = world.submitted(n).await;
        let start = async |persona: Persona| {
            let seen = world.load(persona, claim.number).await.unwrap();
            let version = Expected::Version(claim.version);
            app::execute(&world.env, &persona.actor(), seen, version, Command::StartReview, None).await
        };
        let outcomes = [start(Persona::Greta), start(Persona::Hugo)];
        let outcomes = futures_util::future::join_all(outcomes).await;
        let won: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).collect();
        assert_eq!(won.len(), 1, "{outcomes:?}");
        let lost = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
        for error in lost {
            let HandleError::Stale(now) = error else {
                panic!("{error:?}")
            };
            assert_eq!(
                (now.claim.place(), now.claim.reviewer),
                (Place::ReviewFirst, won[0].claim.reviewer)
            );
        }
        let entries = world.entries(&claim).await;
        assert_eq!(
            entries
                .iter()
                .filter(|entry| entry.event.code() == "review_started")
                .count(),
            1
        );
    }
    world.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn comments_and_uploads_make_no_decision_stale_and_all_of_them_stay() {
    let world = World::new().await;
    let claim = world.submitted(1).await;
    world
        .run(Persona::Greta, claim.number, Command::StartReview)
        .await
        .unwrap();
    let seen = world.load(Persona::Greta, claim.number).await.unwrap();
    let loaded = async |persona: Persona| world.load(persona, claim.number).await.unwrap();
    // All of them read the claim before any of them writes.
    let (ana, hugo) = (loaded(Persona::Ana).await, loaded(Persona::Hugo).await);
    let writes = (0..12).map(|n| {
        let (persona, stored, visibility) = match n % 2 {
            0 => (Persona::Ana, ana.clone(), Visibility::Shared),
            _ => (Persona::Hugo, hugo.clone(), Visibility::Internal),
        };
        let env = &world.env;
        async move { app::execute(env, &persona.actor(), stored, Expected::Any, comment(visibility), None).await }
    });
    for written in futures_util::future::join_all(writes).await {
        written.unwrap();
    }
    let version = Expected::Version(seen.claim.version);
    let approval = approve_all(&seen.claim);
    let approved = app::execute(&world.env, &Persona::Greta.actor(), seen, version, approval, None)
        .await
        .unwrap();
    assert_eq!(approved.claim.place(), Place::ConsentWindow);
    let entries = world.entries(&claim).await;
    assert_eq!(
        entries
            .iter()
            .filter(|entry| entry.event.code() == "comment_added")
            .count(),
        12
    );

    // An upload likewise.
    let draft = world.draft(2).await;
    world
        .run(Persona::Ana, draft.number, Command::AddDocument(document()))
        .await
        .unwrap();
    let seen = world.load(Persona::Ana, draft.number).await.unwrap();
    world
        .run(Persona::Davi, draft.number, Command::AddDocument(document()))
        .await
        .unwrap();
    let version = Expected::Version(draft.version);
    app::execute(&world.env, &Persona::Ana.actor(), seen, version, Command::Submit, None)
        .await
        .unwrap();
    world.assert_sound().await;
}

#[tokio::test]
async fn a_refused_command_changes_nothing() {
    let world = World::new().await;
    let draft = world.draft(1).await.number;
    let submitted = world.submitted(2).await.number;
    let reviewed = world.under_review(3).await;
    let approved = world.approved(4).await.number;
    let before = world.dump();
    let cases = [
        (Persona::Ana, draft, Command::Submit, "incomplete"),
        (Persona::Davi, draft, Command::Submit, "not_permitted"),
        (Persona::Ana, draft, withdraw(), "wrong_status"),
        (Persona::Ana, submitted, Command::Submit, "wrong_status"),
        (Persona::Ana, submitted, Command::Discard, "wrong_status"),
        (Persona::Greta, submitted, reject(), "wrong_status"),
        (Persona::Lena, submitted, Command::StartReview, "not_permitted"),
        (Persona::Hugo, reviewed.number, reject(), "not_assigned"),
        (
            Persona::Ana,
            reviewed.number,
            Command::AddDocument(document()),
            "wrong_status",
        ),
        (
            Persona::Ana,
            reviewed.number,
            comment(Visibility::Internal),
            "not_permitted",
        ),
        (
            Persona::Greta,
            reviewed.number,
            Command::Approve {
                covered: Vec::new(),
                refused: Vec::new(),
                comment: None,
            },
            "invalid",
        ),
        (Persona::Ana, approved, testkit::commands::dispute(), "wrong_status"),
    ];
    for (persona, number, command, code) in cases {
        let said = format!("{persona:?} {command:?}");
        let refused = world.run(persona, number, command).await;
        assert_eq!(refusal(refused).code(), code, "{said}");
        world.assert_unchanged(&before);
    }
}

#[tokio::test]
async fn a_refused_draft_takes_no_number() {
    let world = World::new().await;
    world.draft(1).await;
    let before = world.dump();
    let (good, lines) = request(2);
    let mut foreign_location = good.clone();
    foreign_location.location = testkit::Firm::Sierra.main_location();
    let mut unknown_renewal = good.clone();
    unknown_renewal.renews = Some("CPOR-2026-000099".parse().unwrap());
    let unknown_product = vec![new_line(testkit::commands::item("abacus"))];
    for (persona, details, lines, pointer, code) in [
        (
            Persona::Ana,
            foreign_location,
            lines.clone(),
            "/location_id",
            FieldCode::NotFound,
        ),
        (
            Persona::Ana,
            unknown_renewal,
            lines.clone(),
            "/renews",
            FieldCode::NotFound,
        ),
        (
            Persona::Ana,
            good.clone(),
            unknown_product,
            "/lines/0/product",
            FieldCode::UnknownCode,
        ),
    ] {
        let refused = app::create(&world.env, &persona.actor(), details, lines, None).await;
        assert_eq!(refusal(refused), Refusal::field(pointer, code));
    }
    let refused = app::create(&world.env, &Persona::Greta.actor(), good.clone(), lines.clone(), None).await;
    assert_eq!(refusal(refused), Refusal::NotPermitted);
    world.assert_unchanged(&before);
    let next = app::create(&world.env, &Persona::Ana.actor(), good, lines, None)
        .await
        .unwrap();
    assert_eq!(next.claim.number.sequence, 2);
}

#[tokio::test]
async fn a_renewal_names_an_own_claim() {
    let world = World::new().await;
    let own = world.draft(1).await.number;
    let (mut details, lines) = request(2);
    details.renews = Some(own);
    let elena = Persona::Elena.actor();
    let mut foreign = details.clone();
    foreign.location = testkit::Firm::Sierra.main_location();
    let refused = app::create(&world.env, &elena, foreign, lines.clone(), None).await;
    assert_eq!(refusal(refused), Refusal::field("/renews", FieldCode::NotFound));
    let renewal = app::create(&world.env, &Persona::Ana.actor(), details, lines, None)
        .await
        .unwrap()
        .claim;
    assert_eq!(renewal.details.renews, Some(own));

    // What it names may be discarded later; the draft stays editable.
    world.run(Persona::Ana, own, Command::Discard).await.unwrap();
    let mut details = renewal.details.clone();
    details.name = None;
    let kept = renewal
        .lines
        .iter()
        .map(|line| domain::claim::LineEdit::Kept(line.id, line.item.clone()))
        .collect();
    let edit = Command::Edit {
        details: Box::new(details),
        lines: kept,
    };
    world.run(Persona::Ana, renewal.number, edit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn own_duplicates_are_refused_also_when_handed_in_at_the_same_moment() {
    let world = World::new().await;
    for n in 1..=10 {
        let mut drafts = Vec::new();
        for _ in 0..2 {
            let draft = world.draft(n).await;
            world
                .run(Persona::Ana, draft.number, Command::AddDocument(document()))
                .await
                .unwrap();
            drafts.push(draft.number);
        }
        let submissions = drafts
            .iter()
            .map(|number| world.run(Persona::Ana, *number, Command::Submit));
        let outcomes = futures_util::future::join_all(submissions).await;
        let accepted: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok()).collect();
        assert_eq!(accepted.len(), 1, "{outcomes:?}");
        let winner = accepted[0].claim.number;
        let refused: Vec<_> = outcomes.into_iter().filter(Result::is_err).map(refusal).collect();
        assert_eq!(refused, [Refusal::DuplicateClaim(winner)]);
        // Refused again when nobody else is at it; free once the first is withdrawn.
        let loser = drafts.into_iter().find(|number| *number != winner).unwrap();
        assert_eq!(
            refusal(world.run(Persona::Ana, loser, Command::Submit).await),
            Refusal::DuplicateClaim(winner)
        );
        world.run(Persona::Ana, winner, withdraw()).await.unwrap();
        world.run(Persona::Ana, loser, Command::Submit).await.unwrap();
    }
    world.assert_sound().await;
}

#[tokio::test]
async fn a_reference_is_one_claims_alone_within_a_partner() {
    let world = World::new().await;
    let with_reference = |n: u32| {
        let (mut details, lines) = request(n);
        details.reference = Some(Reference::parse("PO-7").unwrap());
        (details, lines)
    };
    let (details, lines) = with_reference(1);
    app::create(&world.env, &Persona::Ana.actor(), details, lines, None)
        .await
        .unwrap();
    let (details, lines) = with_reference(2);
    let refused = app::create(
        &world.env,
        &Persona::Clara.actor(),
        details.clone(),
        lines.clone(),
        None,
    )
    .await;
    assert_eq!(refusal(refused), Refusal::field("/reference", FieldCode::Taken));
    let mut details = details;
    details.location = testkit::Firm::Sierra.main_location();
    app::create(&world.env, &Persona::Elena.actor(), details, lines, None)
        .await
        .unwrap();
}
