//! What may be edited when (domain.md §5), own duplicates (§2), rounds of documents (§8), what a draft needs.

use domain::claim::{BlockedItem, Command, Details, LineEdit, LineItem, NoticeKind, Place, Refusal};
use domain::id::ClaimNumber;
use domain::reference::Validity;
use domain::text::Name;
use testkit::commands::{creation, dispute, instant, item, line_id, reopen, statement};
use testkit::{Firm, Persona, Workbench, claim_in, reference};

use crate::cases::{ADMIN, USER, lines, outcome, refusal};

fn edit(bench: &Workbench, change: impl FnOnce(&mut Details, &mut Vec<LineEdit>)) -> Command {
    let (mut details, mut lines) = bench.edit();
    change(&mut details, &mut lines);
    Command::Edit {
        details: Box::new(details),
        lines,
    }
}

fn name(text: &str) -> Option<Name> {
    Some(Name::parse(text).expect("a name"))
}

#[test]
fn after_submission_only_some_fields_change() {
    type Change = fn(&mut Details, &mut Vec<LineEdit>);
    let rows: [(&str, Change, &str); 16] = [
        ("nothing", |_, _| {}, "submitted/first"),
        (
            "location",
            |details, _| details.location = "1000002".parse().expect("digits"),
            "submitted/first",
        ),
        (
            "another's location",
            |details, _| details.location = "2000001".parse().expect("digits"),
            "invalid /location_id=not_found",
        ),
        (
            "contact",
            |details, _| details.customer_contact.name = name("Pia"),
            "submitted/first",
        ),
        (
            "no contact",
            |details, _| details.partner_contact.email = None,
            "invalid /partner_contact/email=required",
        ),
        ("a line less", |_, lines| lines.truncate(1), "submitted/first"),
        (
            "a line more",
            |_, lines| lines.push(LineEdit::New(line_id(7), item("sharepoint_online"))),
            "submitted/first",
        ),
        ("no line", |_, lines| lines.clear(), "invalid /lines=no_line_left"),
        (
            "an unknown line",
            |_, lines| lines.push(LineEdit::Kept(line_id(7), item("sharepoint_online"))),
            "invalid /lines/3/id=unknown_line",
        ),
        (
            "a line twice",
            |_, lines| lines.push(LineEdit::New(line_id(7), item("teams"))),
            "invalid /lines/3=duplicate",
        ),
        (
            "a subscription missing",
            |_, lines| {
                let item = LineItem {
                    subscription: None,
                    ..item("business_central")
                };
                lines.push(LineEdit::New(line_id(7), item));
            },
            "invalid /lines/3/subscription_id=subscription_required",
        ),
        (
            "a product of the past",
            |_, lines| lines.push(LineEdit::New(line_id(7), item("legacy_forms"))),
            "invalid /lines/3/product=not_claimable",
        ),
        (
            "a kept line's product",
            |_, lines| lines[0] = LineEdit::Kept(line_id(0), item("sharepoint_online")),
            "fixed_after_submission /lines/0=fixed_after_submission",
        ),
        (
            "customer",
            |details, _| details.customer.name = name("Other"),
            "fixed_after_submission /customer=fixed_after_submission",
        ),
        (
            "programme",
            |details, _| details.programme = Some("osa".parse().expect("a code")),
            "fixed_after_submission /programme=fixed_after_submission",
        ),
        (
            "activity and name",
            |details, _| {
                details.activity = None;
                details.name = None;
            },
            "fixed_after_submission /name=fixed_after_submission /activity=fixed_after_submission",
        ),
    ];
    for (what, change, expected) in rows {
        let bench = claim_in(Place::SubmittedFirst);
        let command = edit(&bench, change);
        assert_eq!(outcome(bench, ADMIN, command), expected, "{what}");
    }
}

#[test]
fn a_line_left_out_vanishes_from_a_draft_and_stays_removed_after_submission() {
    for (place, expected) in [
        (Place::Draft, "claimed"),
        (Place::SubmittedFirst, "claimed removed removed"),
        (Place::AwaitingAnswer, "claimed removed removed"),
    ] {
        let bench = claim_in(place);
        let command = edit(&bench, |_, lines| lines.truncate(1));
        assert_eq!(lines(&bench.then(Persona::Ana, command).claim), expected, "{place:?}");
    }
    // What was removed may be claimed anew under a new key.
    let bench = claim_in(Place::SubmittedFirst);
    let less = edit(&bench, |_, lines| lines.truncate(2));
    let bench = bench.then(Persona::Ana, less);
    let anew = edit(&bench, |_, lines| lines.push(LineEdit::New(line_id(7), item("intune"))));
    assert_eq!(
        lines(&bench.then(Persona::Ana, anew).claim),
        "claimed claimed removed claimed"
    );
}

#[test]
fn a_user_works_within_its_locations() {
    let bench = claim_in(Place::Draft);
    let command = edit(&bench, |details, _| {
        details.location = "1000002".parse().expect("digits")
    });
    assert_eq!(outcome(bench, USER, command), "invalid /location_id=not_found");
}

#[test]
fn submission_names_all_that_lacks() {
    let bare = creation(Details::empty(Firm::ValeVerde.main_location()), &[]);
    let actor = Persona::Ana.actor();
    let bench =
        Workbench::create(&actor, reference(), instant("2026-09-14T15:00:00Z"), bare).expect("a location will do");
    assert_eq!(
        outcome(bench, ADMIN, Command::Submit),
        "incomplete /programme=required /activity=required /customer/tenant_id=required /customer/domain=required \
         /customer/name=required /customer/country=required /customer/language=required \
         /customer_contact/name=required /customer_contact/email=required /partner_contact/name=required \
         /partner_contact/email=required /lines=required /documents=required"
    );
    let mut wrong = claim_in(Place::Draft).with_document();
    wrong.claim.details.activity = Some(domain::claim::Activity::PreSales);
    assert_eq!(
        outcome(wrong, ADMIN, Command::Submit),
        "incomplete /activity=wrong_activity"
    );
    let mut closed = claim_in(Place::Draft).with_document();
    let programme = closed.claim.details.programme.clone().expect("it has one");
    let last_day = Some(closed.reference.review_calendar.date_of(closed.now));
    let until = |day| Validity { from: None, until: day };
    let open_until = |bench: &mut Workbench, day| {
        let programme = bench.reference.programmes.get_mut(&programme).expect("it is there");
        programme.claimable = until(day);
    };
    open_until(&mut closed, last_day.and_then(|day| day.yesterday().ok()));
    assert_eq!(
        outcome(closed.clone(), ADMIN, Command::Submit),
        "incomplete /programme=not_claimable"
    );
    open_until(&mut closed, last_day);
    assert_eq!(outcome(closed, ADMIN, Command::Submit), "submitted/first");
    let mut outside = claim_in(Place::Draft).with_document();
    let location = outside
        .reference
        .locations
        .get_mut(&Firm::ValeVerde.main_location())
        .expect("it is there");
    location.enrolled.clear();
    assert_eq!(outcome(outside, ADMIN, Command::Submit), "not_enrolled");
}

#[test]
fn only_partners_create_and_only_at_their_own_locations() {
    for (who, location, expected) in [
        (Persona::Davi, "1000001", "made"),
        (Persona::Davi, "1000002", "invalid /location_id=not_found"),
        (Persona::Ana, "2000001", "invalid /location_id=not_found"),
        (Persona::Greta, "1000001", "not_permitted"),
        (Persona::Milo, "1000001", "not_permitted"),
    ] {
        let mut details = statement(Firm::ValeVerde);
        details.location = location.parse().expect("digits");
        let made = Workbench::create(
            &who.actor(),
            reference(),
            instant("2026-09-14T15:00:00Z"),
            creation(details, &["teams"]),
        );
        let said = made.map_or_else(|refused| refusal(&refused), |_| "made".to_owned());
        assert_eq!(said, expected, "{who:?} at {location}");
    }
}

#[test]
fn an_own_duplicate_is_refused_wherever_a_line_is_claimed_anew() {
    let duplicate = |product: &str| BlockedItem {
        item: item(product),
        by: ClaimNumber {
            year: 2026,
            sequence: 77,
        },
    };
    let unchanged = |bench: &Workbench| edit(bench, |_, _| {});
    let draft = claim_in(Place::Draft).with_document();
    for (what, bench, by, command) in [
        ("submission", draft, Persona::Ana, Command::Submit),
        (
            "edit",
            claim_in(Place::SubmittedFirst),
            Persona::Ana,
            unchanged(&claim_in(Place::SubmittedFirst)),
        ),
        ("dispute", claim_in(Place::Disputable), Persona::Ana, dispute()),
        ("reopening", claim_in(Place::Disputable), Persona::Judith, reopen()),
    ] {
        let mut blocked = bench.clone();
        blocked.blocked = vec![duplicate("teams")];
        let refused = blocked.by(by, command.clone()).expect_err(what);
        assert_eq!(refused, Refusal::DuplicateClaim(duplicate("teams").by), "{what}");
        let mut other = bench;
        other.blocked = vec![duplicate("sharepoint_online")];
        assert_eq!(other.by(by, command), Ok(()), "{what}");
    }
    // A draft may be saved; a line that is gone claims nothing.
    let mut saved = claim_in(Place::Draft);
    saved.blocked = vec![duplicate("teams")];
    let command = unchanged(&saved);
    assert_eq!(saved.by(Persona::Ana, command), Ok(()));
    let mut without = claim_in(Place::SubmittedFirst);
    without.blocked = vec![duplicate("intune")];
    let command = edit(&without, |_, lines| lines.truncate(2));
    assert_eq!(without.by(Persona::Ana, command), Ok(()));
}

#[test]
fn a_round_holds_twenty_documents() {
    let fill = |mut bench: Workbench, count: usize| {
        for _ in 0..count {
            bench = bench.with_document();
        }
        bench
    };
    let mut full = fill(claim_in(Place::Draft), 20);
    let one_more = full.document();
    assert_eq!(outcome(full.clone(), ADMIN, one_more), "too_many_documents");
    // Submission begins a new round, as do the answer and the dispute.
    let submitted = fill(full.then(Persona::Ana, Command::Submit), 20);
    let asked = submitted.under_review().asked();
    let mut asked_full = asked.clone();
    let one_more = asked_full.document();
    assert_eq!(outcome(asked_full, ADMIN, one_more), "too_many_documents");
    let answered = fill(asked.resubmitted(), 20);
    assert_eq!(answered.claim.documents.len(), 60);
    assert!(
        answered
            .notices
            .iter()
            .any(|(_, notice)| notice.kind == NoticeKind::ResubmissionReceived)
    );
}
