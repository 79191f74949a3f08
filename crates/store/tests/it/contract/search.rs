// What is found, by whom, in which order: compared with reading every claim. The words are of five languages.

use domain::claim::{Claim, Entry, Event, Place, Visibility};
use domain::id::CommentId;
use domain::text::{DomainName, Name, Reference};
use store::{Change, ClaimFilter, ClaimSort, Cursor, CursorOf, PageRequest, Store};
use testkit::{Firm, Persona, Workbench, claim_in};

use super::histories::{Life, all, empty, scope};

const CLAIMS: u32 = 5_000;

/// As they are written, and as this test reads them.
const WORDS: [(&str, &str); 30] = [
    ("Migration", "migration"),
    ("Exchange", "exchange"),
    ("Café", "cafe"),
    ("naïve", "naive"),
    ("Office", "office"),
    ("O'Neill", "o neill"),
    ("Implantação", "implantacao"),
    ("São", "sao"),
    ("Conceição", "conceicao"),
    ("Cooperação", "cooperacao"),
    ("migração", "migracao"),
    ("Índice", "indice"),
    ("Внедрение", "внедрение"),
    ("ещё", "еще"),
    ("Ёлочка", "елочка"),
    ("Йошкар", "йошкар"),
    ("Елена", "елена"),
    ("АКТ", "акт"),
    ("Señal", "senal"),
    ("Peñón", "penon"),
    ("implantación", "implantacion"),
    ("Camión", "camion"),
    ("Güiro", "guiro"),
    ("Åtgärd", "atgard"),
    ("Östersund", "ostersund"),
    ("införande", "inforande"),
    ("Skåne", "skane"),
    ("anläggning", "anlaggning"),
    ("Strauß", "strauss"),
    ("Ørsted", "orsted"),
];

/// What the test knows of a claim: its fields in their order, each as folded words.
struct Known {
    claim: Claim,
    fields: Vec<Vec<String>>,
}

/// Every machine draws the same.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// A text and its words; the first are drawn more often.
    fn text(&mut self, words: usize) -> (String, Vec<String>) {
        let (mut written, mut read) = (Vec::new(), Vec::new());
        for _ in 0..words {
            let end = 1 + self.below(WORDS.len());
            let (word, folded) = WORDS[self.below(end)];
            written.push(word);
            read.extend(folded.split(' ').map(str::to_owned));
        }
        (written.join(" "), read)
    }
}

fn known(n: u32, bench: &Workbench, draw: &mut Draw) -> (Life, Known) {
    let (name, name_words) = draw.text(2);
    let (customer, mut customer_words) = draw.text(1);
    let reference = (draw.below(3) == 0).then(|| format!("PO-{n}/{}", draw.below(90)));
    let firm = [Firm::ValeVerde, Firm::ValeVerde, Firm::Sierra, Firm::Norrsken][draw.below(4)];
    let second = draw.below(2) == 1;
    let life = Life::of(n, bench).with(|created| {
        created.partner = firm.id();
        if firm == Firm::ValeVerde && second {
            created.details.location = "1000002".parse().unwrap();
        }
        created.details.name = Some(Name::parse(&name).unwrap());
        created.details.customer.name = Some(Name::parse(&customer).unwrap());
        created.details.customer.domain = Some(DomainName::parse(&format!("c{n}.example")).unwrap());
        created.details.reference = reference.as_deref().map(|text| Reference::parse(text).unwrap());
    });
    let mut entries = life.entries;
    let (mut comments, mut notes) = (Vec::new(), Vec::new());
    if life.claim.place() != Place::Discarded {
        for each in 0..draw.below(3) {
            let (text, said) = draw.text(2);
            let visibility = if draw.below(3) == 0 {
                Visibility::Internal
            } else {
                Visibility::Shared
            };
            let at = testkit::commands::instant("2027-01-01T00:00:00Z");
            entries.push(Entry {
                at,
                recorded_at: at,
                actor: Persona::Greta.actor().stamp(),
                event: Event::CommentAdded {
                    id: CommentId(domain::id::Uuid::from_u128(u128::from(n) * 10 + each as u128)),
                    text: testkit::commands::note(&text),
                    visibility,
                },
            });
            match visibility {
                Visibility::Shared => comments.extend(said),
                Visibility::Internal => notes.extend(said),
            }
        }
    }
    let life = Life::folded(entries);
    customer_words.extend([format!("c{n}"), "example".to_owned()]);
    let split = |text: &str| text.split(['-', '_', '/']).map(str::to_lowercase).collect::<Vec<_>>();
    customer_words.extend(split(&life.claim.details.customer.tenant_id.unwrap().to_string()));
    let products = life
        .claim
        .lines
        .iter()
        .flat_map(|line| split(line.item.product.as_str()));
    let fields = vec![
        split(&life.claim.number.to_string()),
        name_words,
        customer_words,
        products.collect(),
        reference.as_deref().map(split).unwrap_or_default(),
        comments,
        notes,
    ];
    let claim = life.claim.clone();
    (life, Known { claim, fields })
}

fn sees(persona: Persona, claim: &Claim) -> bool {
    if claim.place() == Place::Discarded {
        return false;
    }
    let vale_verde = claim.partner == Firm::ValeVerde.id();
    match persona {
        Persona::Ana => vale_verde,
        Persona::Davi => vale_verde && claim.details.location.as_str() == "1000001",
        Persona::Elena => claim.partner == Firm::Sierra.id(),
        Persona::Frida => claim.partner == Firm::Norrsken.id(),
        Persona::Greta | Persona::Judith | Persona::Lena => claim.submitted_at.is_some(),
        Persona::Milo => true,
        _ => false,
    }
}

/// Reads every claim.
fn naively(all: &[Known], persona: Persona, looked_for: &[&str]) -> Vec<u32> {
    let fields = match persona {
        Persona::Ana | Persona::Davi | Persona::Elena | Persona::Frida => 6,
        _ => 7,
    };
    let first = |known: &Known, word: &str| {
        known.fields[..fields]
            .iter()
            .position(|field| field.iter().any(|other| other.starts_with(word)))
    };
    let mut found: Vec<(usize, std::cmp::Reverse<u32>)> = all
        .iter()
        .filter(|known| sees(persona, &known.claim))
        .filter_map(|known| {
            let places: Option<Vec<usize>> = looked_for.iter().map(|word| first(known, word)).collect();
            let last = places?.into_iter().max()?;
            Some((last, std::cmp::Reverse(known.claim.number.sequence)))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, number)| number.0).collect()
}

/// The first so many, page by page, and whether there are more.
async fn listed(store: &Store, persona: Persona, text: &str, most: usize) -> (Vec<u32>, bool) {
    let filter = ClaimFilter {
        text: Some(text.to_owned()),
        ..ClaimFilter::default()
    };
    let mut page = PageRequest::first(45);
    let mut found = Vec::new();
    loop {
        let list = store
            .list_claims(&scope(persona), &filter, ClaimSort::Found, &page)
            .await
            .unwrap();
        found.extend(list.items.iter().map(|stored| stored.claim.number.sequence));
        let Some(next) = list.next else { return (found, false) };
        if found.len() >= most {
            return (found, true);
        }
        page.after = Some(Cursor::parse(&next.text(), CursorOf::ClaimsFound).unwrap());
    }
}

const ROLES: [Persona; 9] = [
    Persona::Ana,
    Persona::Davi,
    Persona::Elena,
    Persona::Frida,
    Persona::Greta,
    Persona::Judith,
    Persona::Lena,
    Persona::Milo,
    Persona::Nora,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_role_finds_what_reading_every_claim_finds() {
    let (_folder, store) = empty().await;
    let benches = Place::ALL.map(claim_in);
    let mut draw = Draw(7);
    let mut all = Vec::new();
    for start in (1..=CLAIMS).step_by(500) {
        let mut claims = Vec::new();
        for n in start..start + 500 {
            let (life, known) = known(n, &benches[draw.below(benches.len())], &mut draw);
            claims.push(life.change());
            all.push(known);
        }
        store.commit(Change { claims, answer: None }).await.unwrap();
    }
    for (text, words) in [
        ("migration", vec!["migration"]),
        ("MIGR", vec!["migr"]),
        ("implanta", vec!["implanta"]),
        ("елочка", vec!["елочка"]),
        ("Еще Ё", vec!["еще", "е"]),
        ("иошкар", vec!["иошкар"]),
        ("penon sao", vec!["penon", "sao"]),
        ("ＡＮＬÄ", vec!["anla"]),
        ("strauss öst", vec!["strauss", "ost"]),
        ("c49 example", vec!["c49", "example"]),
        ("PO-17", vec!["po", "17"]),
        ("CPOR-2026-00417", vec!["cpor", "2026", "00417"]),
        ("cp migr", vec!["cp", "migr"]),
        ("teams o", vec!["teams", "o"]),
        ("%", vec!["%"]),
    ] {
        for persona in ROLES {
            let expected = naively(&all, persona, &words);
            let (found, more) = listed(&store, persona, text, 90).await;
            assert_eq!(found, expected[..found.len()], "{text} by {persona:?}");
            assert_eq!(more, found.len() < expected.len(), "{text} by {persona:?}");
        }
    }
    assert!(!naively(&all, Persona::Greta, &["migration"]).is_empty());
    let report = store.check_integrity().await.unwrap();
    assert!(
        report.findings.is_empty(),
        "{:?}",
        &report.findings[..3.min(report.findings.len())]
    );
}

#[tokio::test]
async fn what_is_said_or_edited_is_found_at_once_and_notes_by_the_vendor_alone() {
    let (_folder, store) = empty().await;
    let mut bench = claim_in(Place::ReviewFirst);
    for visibility in [Visibility::Shared, Visibility::Internal] {
        let mut comment = bench.comment(visibility);
        if let domain::claim::Command::Comment { text, .. } = &mut comment {
            *text = testkit::commands::note(match visibility {
                Visibility::Shared => "Åtgärdat",
                Visibility::Internal => "Misstänkt",
            });
        }
        bench.by(Persona::Greta, comment).unwrap();
    }
    Life::of(1, &bench).commit(&store).await;
    for (persona, text, found) in [
        (Persona::Ana, "atgardat", true),
        (Persona::Ana, "misstankt", false),
        (Persona::Greta, "misstankt", true),
        (Persona::Greta, "misstankt atgardat", true),
        (Persona::Milo, "misst", true),
        (Persona::Elena, "atgardat", false),
    ] {
        let (numbers, _) = listed(&store, persona, text, 10).await;
        assert_eq!(!numbers.is_empty(), found, "{text} by {persona:?}");
    }
}

#[tokio::test]
async fn the_rest_of_a_filter_and_every_order_hold_for_what_is_found() {
    let (_folder, store) = empty().await;
    let mut expected = Vec::new();
    for n in 1..=150 {
        let place = if n % 10 == 0 {
            Place::ReviewFirst
        } else {
            Place::SubmittedFirst
        };
        Life::numbered(n, place).commit(&store).await;
        if n % 10 == 0 {
            expected.push(n);
        }
    }
    let filter = ClaimFilter {
        text: Some("cpor".to_owned()),
        statuses: vec![domain::claim::Status::UnderReview],
        ..ClaimFilter::default()
    };
    for (sort, reversed) in [(ClaimSort::Number, false), (ClaimSort::Found, true)] {
        let mut page = PageRequest::first(4);
        let mut found = Vec::new();
        loop {
            let list = store
                .list_claims(&scope(Persona::Greta), &filter, sort, &page)
                .await
                .unwrap();
            found.extend(list.items.iter().map(|stored| stored.claim.number.sequence));
            page.after = list.next;
            if page.after.is_none() {
                break;
            }
        }
        if reversed {
            found.reverse();
        }
        assert_eq!(found, expected, "{sort:?}");
    }
}

/// A comment or note as an entry.
fn said(n: u32, visibility: Visibility, text: &str) -> Entry {
    let at = testkit::commands::instant("2027-01-01T00:00:00Z");
    Entry {
        at,
        recorded_at: at,
        actor: Persona::Greta.actor().stamp(),
        event: Event::CommentAdded {
            id: CommentId(domain::id::Uuid::from_u128(u128::from(n))),
            text: testkit::commands::note(text),
            visibility,
        },
    }
}

/// So many that the rows that wait for others are written, too.
const MANY: u32 = 70;

#[tokio::test]
async fn what_many_claims_say_anew_or_no_more_is_found_so() {
    let (_home, store) = empty().await;
    let discarded = |life: &Life| {
        let mut entries = life.entries.clone();
        let mut last = said(0, Visibility::Shared, "x");
        last.event = Event::Discarded;
        entries.push(last);
        Life::folded(entries)
    };
    let with = |life: &Life, n: u32, words: [&str; 2]| {
        let mut entries = life.entries.clone();
        entries.push(said(n * 4, Visibility::Shared, words[0]));
        entries.push(said(n * 4 + 1, Visibility::Internal, words[1]));
        Life::folded(entries)
    };
    let found = async |word: &str| {
        let filter = ClaimFilter {
            text: Some(word.to_owned()),
            ..ClaimFilter::default()
        };
        store.count_claims(&all(), &filter, 1000).await.unwrap()
    };
    let mut lives: Vec<Life> = (1..=MANY).map(|n| Life::numbered(n, Place::Draft)).collect();
    let mut heads = vec![None; lives.len()];
    for (step, expected) in [[70, 70, 0, 0], [70, 70, 70, 70], [0, 0, 0, 0]].into_iter().enumerate() {
        let mut commits = Vec::new();
        for (life, (head, n)) in lives.iter_mut().zip(heads.iter_mut().zip(1..)) {
            let written = if head.is_some() { life.entries.len() } else { 0 };
            *life = match step {
                0 => with(life, n, ["apple", "ants"]),
                1 => with(life, n + MANY, ["bread", "bees"]),
                _ => discarded(life),
            };
            let change = life.change_from(*head, written);
            let store = store.clone();
            commits.push(tokio::spawn(async move {
                store.commit(Change::of(change)).await.unwrap()[0]
            }));
        }
        for (head, commit) in heads.iter_mut().zip(commits) {
            *head = Some(commit.await.unwrap());
        }
        for (word, expected) in ["apple", "ants", "bread", "bees"].into_iter().zip(expected) {
            assert_eq!(found(word).await, expected, "{step}: {word}");
        }
    }
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}
