//! Letters: noted by verbs, written here in their reader's language, posted in the transaction that marks them written.

use fluent_bundle::FluentArgs;
use jiff::Timestamp;
use mail::Letter;
use serde_json::Value;
use shell::{Lang, calendar};

use crate::store::letters::{Noted, due, set_posted};
use crate::{Result, Web};

/// Posts what is due. Gives how many letters left.
pub async fn post_due(web: &Web) -> Result<u32> {
    let mut posted = 0;
    loop {
        let noted = due(&mut web.db.read().await?).await?;
        if noted.is_empty() {
            return Ok(posted);
        }
        for one in noted {
            let letter = compose(web, &one);
            let mut write = web.db.write().await?;
            if set_posted(&mut write, &one.id).await? {
                match mail::post(&mut write, &letter).await {
                    Ok(_) => posted += 1,
                    // No letter can go there: the pages say what it would have.
                    Err(mail::Error::Address | mail::Error::Refused(_)) => {}
                    Err(other) => return Err(other.into()),
                }
                write.commit().await?;
            }
        }
    }
}

fn compose(web: &Web, noted: &Noted) -> Letter {
    let lang = Lang::from_code(&noted.lang).unwrap_or_default();
    let mut args = FluentArgs::new();
    for name in ["edition", "show", "commune", "hall", "reason", "told"] {
        args.set(name, text(&noted.details[name]).to_owned());
    }
    args.set("link", format!("{}{}", web.public_url.trim_end_matches('/'), text(&noted.details["path"])));
    args.set("when", moment(web, lang, &noted.details["at"]));
    args.set("before", moment(web, lang, &noted.details["from"]));
    args.set("places", noted.details["places"].as_i64().unwrap_or_default());
    args.set("shows", list(&noted.details["shows"], |one| text(one).to_owned()));
    args.set(
        "dates",
        list(&noted.details["dates"], |one| {
            format!("{}, {} ({})", moment(web, lang, &one["at"]), text(&one["hall"]), text(&one["commune"]))
        }),
    );
    let say = |part: &str| {
        let key = format!("calls-letter-{}-{part}", noted.kind);
        web.frame.messages().format(lang, &key, Some(&args)).unwrap_or(key)
    };
    Letter {
        to: noted.recipient.clone(),
        // A title may bring what no line of a letter's head may hold.
        subject: say("subject").replace(char::is_control, " "),
        text: say("text"),
        html: None,
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value, line: impl Fn(&Value) -> String) -> String {
    let lines: Vec<String> = value.as_array().into_iter().flatten().map(|one| format!("– {}", line(one))).collect();
    lines.join("\n")
}

fn moment(web: &Web, lang: Lang, ms: &Value) -> String {
    let at = ms.as_i64().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.map(|at| calendar::moment(lang, at, &web.zone, web.db.clock().now())).unwrap_or_default()
}
