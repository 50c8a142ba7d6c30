//! Courses and quizzes: their pages, their state, the certificates they earn.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use content_package::Kind;
use content_package::quiz::{Answer, Answers, Quiz};
use content_package::scorm::Course;
use people::Session;
use people::web::{Staff, Visitor};
use serde::Serialize;
use sha2::{Digest, Sha256};
use shell::{PageError, SentForm, Visit};
use store::Read;

use super::visitor::Guest;
use super::{Page, Web, fault, instant, resource};
use crate::model::{Attempt, CourseState, Edition, Resource};
use crate::pages::certificate::CertificatePage;
use crate::pages::quiz::{Question, QuizChoice, QuizPage, QuizResult};
use crate::pages::reader::{CoursePage, Reader};
use crate::store::{editions, learning};
use crate::xapi::{self, Verb};

/// The largest state of a course kept, in bytes: SCORM 2004 gives suspend data 64,000 characters.
const STATE_MOST: usize = 256 << 10;

/// A course's page, filled.
pub(crate) async fn course(
    web: &Web,
    visit: &Visit,
    read: &mut Read,
    guest: &Guest,
    resource: &Resource,
    edition: &Edition,
    reader: Reader,
) -> Result<CoursePage, PageError> {
    let course: Course = serde_json::from_value(edition.manifest.clone())?;
    let states = match &guest.account {
        Some(account) => learning::states(read, account, &resource.id).await.map_err(fault)?,
        None => Vec::new(),
    };
    let done = |id: &str| states.iter().any(|state| state.activity == id && state.passed);
    // The first activity not yet passed, or the first of all when everything is.
    let activity = course
        .activities
        .iter()
        .find(|activity| activity.tracked && !done(&activity.id))
        .or_else(|| course.activities.first())
        .ok_or(PageError::NotFound)?;
    let state = states.iter().find(|state| state.activity == activity.id);
    let progress = match state {
        None => "new",
        Some(state) if state.passed => "passed",
        Some(_) => "going",
    };
    // The course is somebody else's program: it knows a learner by a name that means nothing elsewhere.
    let learner = guest.account.as_deref().map_or_else(
        || "visitor".to_owned(),
        |account| {
            let digest = Sha256::digest(format!("course:{}:{account}", resource.id));
            digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        },
    );
    Ok(CoursePage {
        reader,
        launch: format!("{}{}", activity.path, activity.parameters),
        save_state: format!(
            "{}/etat?activite={}",
            resource.address(),
            crate::content::links::escape_path(&activity.id)
        ),
        state: state.map(|state| state.cmi.to_string()),
        learner,
        learner_name: guest.name.clone(),
        progress: web.frame.messages().text(visit.lang, &format!("mediatheque-course-progress-{progress}")),
    })
}

#[derive(Serialize)]
struct Told {
    /// How far one is, in words.
    said: String,
    /// Whether it is behind one.
    passed: bool,
}

/// `POST /mediatheque/{slug}/etat?activite=…`: what a course wants kept.
pub(crate) async fn keep_state(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(slug): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let mut read = web.content.db.read().await?;
    let found = resource::seen(&mut read, &slug, Some(&session)).await?;
    let edition = edition_of(&mut read, &found).await?;
    drop(read);
    if edition.package != Kind::Scorm {
        return Err(PageError::NotFound);
    }
    let sent_state = form.value("state");
    if sent_state.len() > STATE_MOST {
        return Err(PageError::TooLarge { limit: STATE_MOST as u64 });
    }
    let cmi: serde_json::Value = serde_json::from_str(sent_state).map_err(|_| PageError::BadRequest)?;
    let course: Course = serde_json::from_value(edition.manifest)?;
    let asked = shell::parse_pairs(visit.query.as_bytes());
    let asked = asked.iter().find(|(name, _)| name == "activite").map_or("", |(_, value)| value);
    let activity = course.activities.iter().find(|activity| activity.id == asked).ok_or(PageError::BadRequest)?;
    let standing = Standing::of(&cmi, activity.mastery);
    let state = CourseState {
        resource: found.id.clone(),
        activity: activity.id.clone(),
        status: standing.status,
        score: standing.score,
        passed: standing.passed,
        cmi,
        at_ms: web.now().as_millisecond(),
    };
    let account = &session.account.id;
    let mut write = web.content.db.write().await?;
    let before = learning::states(&mut write, account, &found.id).await.map_err(fault)?;
    let had_passed = before.iter().any(|known| known.activity == state.activity && known.passed);
    learning::keep_state(&mut write, account, &state).await.map_err(fault)?;
    // Told once: a course says again at each page how far it is.
    if state.passed && !had_passed {
        xapi::tell(&mut write, &web.public_url, account, Verb::Passed, &found, state.score).await.map_err(fault)?;
    }
    let states = learning::states(&mut write, account, &found.id).await.map_err(fault)?;
    let tracked: Vec<_> = course.activities.iter().filter(|activity| activity.tracked).collect();
    let passed = !tracked.is_empty()
        && tracked.iter().all(|activity| states.iter().any(|state| state.activity == activity.id && state.passed));
    if passed {
        let best = states.iter().filter_map(|state| state.score).max();
        learning::certify(&mut write, account, &found.id, &found.title, best).await.map_err(fault)?;
    }
    write.commit().await?;
    let key = format!("mediatheque-course-progress-{}", if passed { "passed" } else { "going" });
    Ok(Json(Told { said: web.frame.messages().text(visit.lang, &key), passed }).into_response())
}

/// What run-time data says of a learner.
#[derive(Debug, PartialEq, Eq)]
struct Standing {
    status: String,
    score: Option<i64>,
    passed: bool,
}

impl Standing {
    /// SCORM 1.2 says `core.lesson_status`; 2004 says `completion_status` and `success_status`. A mastery score decides
    /// where the course itself does not (SCORM 1.2 RTE §3.4.4).
    fn of(state: &serde_json::Value, mastery: Option<u16>) -> Standing {
        let cmi = &state["cmi"];
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let number = |value: &serde_json::Value| {
            value.as_f64().or_else(|| value.as_str().and_then(|text| text.trim().parse::<f64>().ok()))
        };
        if state["version"] == "1.2" {
            let core = &cmi["core"];
            let score = number(&core["score"]["raw"]).map(|raw| {
                let most = number(&core["score"]["max"]).filter(|most| *most > 0.0).unwrap_or(100.0);
                (raw / most * 1000.0).round().clamp(0.0, 1000.0) as i64
            });
            let status = text(&core["lesson_status"]);
            let mastered = mastery.zip(score).map(|(mastery, score)| score >= i64::from(mastery));
            let passed = match mastered {
                Some(mastered) if status != "failed" => mastered,
                _ => status == "passed" || status == "completed",
            };
            let status = if passed && status != "completed" { "passed".to_owned() } else { status };
            return Standing { status, score, passed };
        }
        let score = number(&cmi["score"]["scaled"]).map(|scaled| (scaled * 1000.0).round().clamp(0.0, 1000.0) as i64);
        let (completion, success) = (text(&cmi["completion_status"]), text(&cmi["success_status"]));
        let passed = success == "passed" || (success != "failed" && completion == "completed");
        let status = if success == "passed" || success == "failed" { success } else { completion };
        Standing { status, score, passed }
    }
}

async fn edition_of(read: &mut Read, resource: &Resource) -> Result<Edition, PageError> {
    let id = resource.edition.as_deref().ok_or(PageError::NotFound)?;
    editions::by_id(read, id).await.map_err(fault)
}

/// What was answered, and what came of it.
pub(crate) struct Marked {
    answers: Answers,
    certificate: Option<String>,
    anonymous: bool,
}

/// A quiz's page: to be answered, or marked.
pub(crate) fn quiz(web: &Web, visit: &Visit, resource: &Resource, edition: &Edition, marked: Option<Marked>) -> Page {
    let quiz: Quiz = serde_json::from_value(edition.manifest.clone())?;
    let mark = marked.as_ref().map(|marked| quiz.mark(&marked.answers));
    let none = Vec::new();
    let questions = (1_usize..)
        .zip(&quiz.questions)
        .map(|(number, question)| {
            let given = marked.as_ref().and_then(|marked| marked.answers.get(&number.to_string())).unwrap_or(&none);
            let good = mark.as_ref().and_then(|mark| mark.right.get(number - 1).copied());
            let (kind, choices, answer) = match &question.answer {
                Answer::Choice { options } => {
                    let choices = (1_usize..)
                        .zip(options)
                        .map(|(value, option)| QuizChoice {
                            chosen: given.contains(&value.to_string()),
                            value: value.to_string(),
                            text: option.text.clone(),
                            right: good.map(|_| option.right),
                        })
                        .collect();
                    (if question.answer.is_several() { "several" } else { "one" }, choices, String::new())
                }
                Answer::Typed { accepted } => ("typed", Vec::new(), accepted.first().cloned().unwrap_or_default()),
            };
            Question {
                name: format!("q{number}"),
                number,
                text: question.text.clone(),
                kind,
                choices,
                typed: given.first().cloned().unwrap_or_default(),
                good,
                // A quiz does not send its answers before they are asked for.
                answer: if good.is_some() { answer } else { String::new() },
                explanation: if good.is_some() { question.explanation.clone() } else { String::new() },
            }
        })
        .collect();
    let result = mark.zip(marked).map(|(mark, marked)| QuizResult {
        points: i64::from(mark.points),
        of: quiz.questions.len() as i64,
        passed: mark.passed,
        certificate: marked.certificate,
        anonymous: marked.anonymous,
    });
    let view = QuizPage {
        title: if resource.title.is_empty() { quiz.title } else { resource.title.clone() },
        introduction: quiz.introduction,
        back_href: resource.address(),
        action: format!("{}/suivre", resource.address()),
        questions,
        result,
        pass: i64::from(quiz.pass_percent),
    };
    Ok(web.frame.render(visit, "mediatheque/quiz.html", &view)?.into_response())
}

/// `POST /mediatheque/{slug}/suivre`: the answers to a quiz.
pub(crate) async fn answer(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(slug): Path<String>,
    sent: SentForm,
) -> Page {
    let pairs = sent.pairs().to_vec();
    sent.checked(&web.frame, &visit)?;
    let mut read = web.content.db.read().await?;
    let found = resource::seen(&mut read, &slug, session.as_ref()).await?;
    let edition = edition_of(&mut read, &found).await?;
    if edition.package != Kind::Quiz {
        return Err(PageError::NotFound);
    }
    let guest = Guest::of(&web, &visit, session.as_ref()).await?;
    let verdict = access::judge(&mut read, &found.door, guest.visitor().as_ref(), web.now(), &web.zone).await?;
    drop(read);
    // Whoever holds a seat is inside already: a limit reached meanwhile does not throw away what they answered.
    let ended = !matches!(
        verdict,
        access::Verdict::Admitted { .. }
            | access::Verdict::Refused {
                reason: access::Refusal::SeatsTaken { .. } | access::Refusal::ViewsSpent { .. }
            }
    );
    if ended {
        return resource::refused(&web, &visit, &guest, session.as_ref(), &found, &verdict).await;
    }
    let quiz: Quiz = serde_json::from_value(edition.manifest.clone())?;
    let mut answers: Answers = BTreeMap::new();
    for (name, value) in pairs {
        let number = name.strip_prefix('q').and_then(|number| number.parse::<usize>().ok());
        if let Some(number) = number.filter(|number| (1..=quiz.questions.len()).contains(number)) {
            let typed: String = value.chars().take(500).collect();
            let given = answers.entry(number.to_string()).or_default();
            if given.len() < 50 {
                given.push(typed);
            }
        }
    }
    let certificate = keep_attempt(&web, session.as_ref(), &found, &edition, &quiz, &answers).await?;
    let anonymous = session.is_none();
    self::quiz(&web, &visit, &found, &edition, Some(Marked { answers, certificate, anonymous }))
}

/// Keeps an attempt of whoever is signed in; gives the address of the certificate it earned.
async fn keep_attempt(
    web: &Web,
    session: Option<&Session>,
    resource: &Resource,
    edition: &Edition,
    quiz: &Quiz,
    answers: &Answers,
) -> Result<Option<String>, PageError> {
    let Some(session) = session else { return Ok(None) };
    let mark = quiz.mark(answers);
    let of = quiz.questions.len().max(1) as i64;
    let attempt = Attempt {
        id: String::new(),
        resource: resource.id.clone(),
        answers: serde_json::to_value(answers)?,
        points: i64::from(mark.points),
        points_of: quiz.questions.len() as i64,
        passed: mark.passed,
        at_ms: web.now().as_millisecond(),
    };
    let account = &session.account.id;
    let mut write = web.content.db.write().await?;
    learning::keep_attempt(&mut write, account, &edition.id, &attempt).await.map_err(fault)?;
    let (verb, score) = (if mark.passed { Verb::Passed } else { Verb::Failed }, attempt.points * 1000 / of);
    xapi::tell(&mut write, &web.public_url, account, verb, resource, Some(score)).await.map_err(fault)?;
    let mut address = None;
    if mark.passed {
        let earned = learning::certify(&mut write, account, &resource.id, &resource.title, Some(score));
        let earned = earned.await.map_err(fault)?;
        address = Some(certificate_path(&earned.code));
    }
    write.commit().await?;
    Ok(address)
}

/// The address of a certificate: that of its check, too.
pub(crate) fn certificate_path(code: &str) -> String {
    format!("/mediatheque/certificat/{code}")
}

/// `GET /mediatheque/certificat/{code}`: with its name for whoever earned it, without it for whoever checks.
pub(crate) async fn certificate(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(code): Path<String>,
) -> Page {
    let mut read = web.content.db.read().await?;
    let earned = learning::certificate_by_code(&mut read, &code).await.map_err(fault)?;
    let giver = programme::tenant::tenant(&mut read).await?.map_or_else(String::new, |tenant| tenant.name);
    let own = session.filter(|session| session.account.id == earned.account);
    let grouped: Vec<String> =
        earned.code.as_bytes().chunks(4).map(|chunk| String::from_utf8_lossy(chunk).into_owned()).collect();
    let view = CertificatePage {
        name: own.map(|session| session.account.name),
        title: earned.title,
        score: earned.score.map(|score| (score + 5) / 10),
        at: instant(earned.at_ms),
        check: format!("{}{}", web.public_url, certificate_path(&earned.code)),
        code: grouped.join(" "),
        giver,
    };
    let page = web.frame.render(&visit, "mediatheque/certificate.html", &view)?;
    Ok((StatusCode::OK, page).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn run_time_data_says_whether_it_is_passed() {
        let one = |status: &str, raw: &str| json!({ "version": "1.2", "cmi": { "core": { "lesson_status": status, "score": { "raw": raw, "max": "100" } } } });
        let standing = Standing::of(&one("completed", "80"), None);
        assert_eq!((standing.score, standing.passed), (Some(800), true));
        assert!(!Standing::of(&one("completed", "50"), Some(700)).passed, "under the mastery score");
        assert!(Standing::of(&one("incomplete", "70"), Some(700)).passed, "the mastery score decides");
        assert!(!Standing::of(&one("failed", "90"), Some(700)).passed, "the course says no");
        assert!(!Standing::of(&json!({}), None).passed);
        let two = json!({ "version": "2004", "cmi": { "completion_status": "completed", "success_status": "unknown", "score": { "scaled": 0.75 } } });
        assert_eq!(Standing::of(&two, None), Standing { status: "completed".into(), score: Some(750), passed: true });
        let failed =
            json!({ "version": "2004", "cmi": { "completion_status": "completed", "success_status": "failed" } });
        assert!(!Standing::of(&failed, None).passed);
    }
}
