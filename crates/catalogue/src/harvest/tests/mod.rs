//! Harvests of repositories that behave as real ones do.

mod fake;

use std::time::Duration;

use fake::{FakeRepository, Reply, page, protocol_error};
use oai_pmh::Record;

use super::{HarvestError, HarvestState, Page, Patience, Target, next_page};

fn target(repository: &FakeRepository) -> Target {
    Target {
        private: true,
        overlap: Duration::ZERO,
        patience: Patience {
            attempts: 3,
            first_wait: Duration::from_millis(1),
            longest_wait: Duration::from_secs(60),
            answer: Duration::from_secs(20),
            largest_answer: 1 << 20,
        },
        ..Target::new(repository.address(), "marcxml", Some("bm".into()))
    }
}

/// Pages until the harvest is over, the state going through JSON between any two as it does in the database.
async fn harvest(target: &Target, state: &mut HarvestState) -> Result<Vec<Record>, HarvestError> {
    let mut records = Vec::new();
    loop {
        let Page { records: more, state: after } = next_page(target, state).await?;
        records.extend(more);
        *state = HarvestState::from_json(Some(&after.to_json()));
        assert_eq!(*state, after);
        if state.is_idle() {
            return Ok(records);
        }
    }
}

fn names(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.header.identifier.as_str()).collect()
}

#[tokio::test]
async fn pages_follow_each_other_and_the_next_harvest_is_incremental() {
    let repository = FakeRepository::new(vec![
        Reply::identify(),
        page("2026-11-01T10:00:00Z", &["a 2026-01-01T00:00:00Z", "b 2026-01-02T00:00:00Z"], "t 1/é"),
        page("2026-11-01T10:05:00Z", &["c 2026-01-03T00:00:00Z deleted"], ""),
        Reply::identify(),
        protocol_error("2026-11-02T10:00:00Z", "noRecordsMatch"),
        Reply::identify(),
    ]);
    let target = target(&repository);
    let mut state = HarvestState::default();
    let records = harvest(&target, &mut state).await.expect("a harvest");
    assert_eq!(names(&records), ["a", "b", "c"]);
    assert_eq!(records[0].metadata.as_ref().expect("metadata").xml, b"<record>a</record>");
    assert!(records[2].header.deleted && records[2].metadata.is_none());
    assert_eq!(state.next_from.as_deref(), Some("2026-11-01T10:00:00Z"));
    assert!(state.repository.as_ref().is_some_and(|repository| repository.tells_deletions));

    assert!(harvest(&target, &mut state).await.expect("a harvest").is_empty());
    assert_eq!(state.next_from.as_deref(), Some("2026-11-02T10:00:00Z"));
    assert_eq!(
        repository.requests(),
        [
            "verb=Identify",
            "verb=ListRecords&metadataPrefix=marcxml&set=bm",
            "verb=ListRecords&resumptionToken=t%201%2F%C3%A9",
            "verb=Identify",
            "verb=ListRecords&metadataPrefix=marcxml&from=2026-11-01T10%3A00%3A00Z&set=bm",
        ]
    );
}

#[tokio::test]
async fn the_next_harvest_overlaps_as_asked() {
    let repository = FakeRepository::new(vec![Reply::identify(), page("2026-11-01T10:00:00Z", &["a -"], "")]);
    let target = Target { overlap: Duration::from_secs(300), ..target(&repository) };
    let mut state = HarvestState::default();
    harvest(&target, &mut state).await.expect("a harvest");
    assert_eq!(state.next_from.as_deref(), Some("2026-11-01T09:55:00Z"));
}

#[tokio::test]
async fn a_harvest_goes_on_from_the_last_page_committed() {
    let repository = FakeRepository::new(vec![
        Reply::identify(),
        page("2026-11-01T10:00:00Z", &["a 2026-01-01T00:00:00Z"], "one"),
        page("2026-11-01T10:00:01Z", &["b 2026-01-02T00:00:00Z"], "two"),
        page("2026-11-01T10:00:01Z", &["b 2026-01-02T00:00:00Z"], "two"),
        page("2026-11-01T10:00:02Z", &["c 2026-01-03T00:00:00Z"], ""),
    ]);
    let target = target(&repository);
    let first = next_page(&target, &HarvestState::default()).await.expect("a page");
    let kept = first.state.to_json();
    // The second page is received, and the process dies before it is committed.
    next_page(&target, &first.state).await.expect("a page");

    let mut state = HarvestState::from_json(Some(&kept));
    let rest = harvest(&target, &mut state).await.expect("the rest");
    assert_eq!(names(&rest), ["b", "c"]);
    assert_eq!(repository.requests()[2], repository.requests()[3]);
    assert_eq!(state.next_from.as_deref(), Some("2026-11-01T10:00:00Z"));
}

#[tokio::test]
async fn passing_trouble_is_waited_out() {
    let good = page("2026-11-01T10:00:00Z", &["a 2026-01-01T00:00:00Z"], "one");
    let last = page("2026-11-01T10:00:00Z", &["b 2026-01-01T00:00:00Z"], "");
    let repository = FakeRepository::new(vec![
        Reply::status(503, "Retry-After: 0\r\n", "wait"),
        Reply::identify(),
        Reply::status(429, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", ""),
        Reply::ok("<!DOCTYPE html><html><head><title>Maintenance</title></head></html>"),
        good.clone(),
        last.clone().cut(),
        Reply::silent(),
        last,
    ]);
    let mut state = HarvestState::default();
    let records = harvest(&target(&repository), &mut state).await.expect("a harvest");
    assert_eq!(names(&records), ["a", "b"]);
    assert_eq!(repository.requests().len(), 8);
}

#[tokio::test]
async fn a_dripping_answer_is_given_up() {
    let repository = FakeRepository::new(vec![Reply::dripping(), Reply::dripping()]);
    let mut target = target(&repository);
    target.patience.answer = Duration::from_millis(120);
    target.patience.attempts = 2;
    let error = next_page(&target, &HarvestState::default()).await.expect_err("no answer");
    assert!(error.to_string().contains("too slowly"), "{error}");
}

#[tokio::test]
async fn garbage_is_told_in_plain_words() {
    let sign_in = || Reply::ok("<html><head><title>Connexion</title></head></html>");
    for (replies, words) in [
        (
            vec![sign_in(), sign_in(), sign_in()],
            "a web page came instead of an OAI-PMH answer (“Connexion”); tried 3 times",
        ),
        (vec![Reply::ok("<rss/>")], "its root is <rss>"),
        (vec![Reply::ok(""), Reply::ok(""), Reply::ok("")], "the answer is empty"),
        (vec![Reply::status(404, "", "")], "there is no repository at this address"),
        (vec![Reply::status(401, "", "")], "permission"),
        (vec![Reply::status(503, "Retry-After: 7200\r\n", "")], "come back in 120 minutes"),
        (vec![protocol_error("x", "badVerb")], "the repository refuses: badVerb"),
        (vec![page("x", &[], "")], "something else than Identify"),
        (vec![Reply::identify(), protocol_error("x", "cannotDisseminateFormat")], "cannotDisseminateFormat"),
        (vec![Reply::identify(), Reply::ok(&"x".repeat(2 << 20))], "larger than 1 MiB"),
    ] {
        let repository = FakeRepository::new(replies);
        let error = next_page(&target(&repository), &HarvestState::default()).await.expect_err(words);
        assert!(error.to_string().contains(words), "{error} / {words}");
    }
}

#[tokio::test]
async fn an_address_must_be_one() {
    let target = Target::new("ftp://example.org", "marcxml", None);
    let error = next_page(&target, &HarvestState::default()).await.expect_err("no address");
    assert!(matches!(error, HarvestError::Address(_)));
}

#[tokio::test]
async fn the_same_page_again_and_again_is_noticed() {
    let same = || page("2026-11-01T10:00:00Z", &["a 2026-01-01T00:00:00Z"], "t");
    let repository = FakeRepository::new(vec![Reply::identify(), same(), same()]);
    let error = harvest(&target(&repository), &mut HarvestState::default()).await.expect_err("a loop");
    assert!(matches!(error, HarvestError::SamePage));

    // One token for a whole session is odd, but pages do follow each other.
    let repository = FakeRepository::new(vec![
        Reply::identify(),
        same(),
        page("2026-11-01T10:00:00Z", &["b 2026-01-01T00:00:00Z"], "t"),
        page("2026-11-01T10:00:00Z", &["c 2026-01-01T00:00:00Z"], ""),
    ]);
    let records = harvest(&target(&repository), &mut HarvestState::default()).await.expect("a harvest");
    assert_eq!(names(&records), ["a", "b", "c"]);
}

#[tokio::test]
async fn an_expired_token_asks_again_from_the_last_date_seen() {
    let repository = FakeRepository::new(vec![
        Reply::identify(),
        page("2026-11-01T10:00:00Z", &["a 2026-01-01T00:00:00Z", "b 2026-01-02T00:00:00Z"], "one"),
        protocol_error("2026-11-01T11:00:00Z", "badResumptionToken"),
        page("2026-11-01T11:00:00Z", &["b 2026-01-02T00:00:00Z", "c 2026-01-03T00:00:00Z"], ""),
    ]);
    let mut state = HarvestState::default();
    let records = harvest(&target(&repository), &mut state).await.expect("a harvest");
    assert_eq!(names(&records), ["a", "b", "b", "c"]);
    assert!(repository.requests()[3].contains("from=2026-01-02T00%3A00%3A00Z&set=bm"));
    assert_eq!(state.next_from.as_deref(), Some("2026-11-01T10:00:00Z"));
}

#[tokio::test]
async fn an_expired_token_asks_from_the_beginning_when_dates_say_nothing() {
    let repository = FakeRepository::new(vec![
        Reply::identify(),
        page("2026-11-01T10:00:00Z", &["a 2026-01-05T00:00:00Z", "b 2026-01-02T00:00:00Z"], "one"),
        protocol_error("2026-11-01T11:00:00Z", "badResumptionToken"),
        page("2026-11-01T11:00:00Z", &["a 2026-01-05T00:00:00Z"], ""),
    ]);
    harvest(&target(&repository), &mut HarvestState::default()).await.expect("a harvest");
    assert_eq!(repository.requests()[3], "verb=ListRecords&metadataPrefix=marcxml&set=bm");
}

#[tokio::test]
async fn tokens_that_always_expire_do_not_loop() {
    let mut replies = vec![Reply::identify()];
    for _ in 0..6 {
        replies.push(page("2026-11-01T10:00:00Z", &["a 2026-01-01T00:00:00Z"], "one"));
        replies.push(protocol_error("2026-11-01T10:00:00Z", "badResumptionToken"));
    }
    let repository = FakeRepository::new(replies);
    let error = harvest(&target(&repository), &mut HarvestState::default()).await.expect_err("a loop");
    assert!(matches!(error, HarvestError::TokensExpire(5)));
}

#[tokio::test]
async fn another_address_or_set_begins_anew() {
    let repository = FakeRepository::new(vec![Reply::identify(), page("2026-11-01T10:00:00Z", &[], "")]);
    let mut state = HarvestState {
        target: "http://elsewhere".into(),
        next_from: Some("2026-01-01".into()),
        ..HarvestState::default()
    };
    harvest(&target(&repository), &mut state).await.expect("a harvest");
    assert!(!repository.requests()[1].contains("from="));
    assert_eq!(HarvestState::from_json(Some("not json")), HarvestState::default());
}
