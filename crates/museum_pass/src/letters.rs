//! Letters: noted by verbs, written here in the holder's language, posted in the transaction that marks them written.

use mail::Letter;
use shell::{Lang, calendar};
use store::prelude::*;

use crate::model::code;
use crate::model::days;
use crate::model::pass::Pass;
use crate::model::product::Product;
use crate::store::letters::{Noted, due, set_posted};
use crate::store::{benefits, claims, gifts, orders, passes, products};
use crate::web::{Web, paths};
use crate::{Error, Result};

/// Posts what is due. Gives how many.
pub(crate) async fn post_due(web: &Web) -> Result<u32> {
    let mut posted = 0;
    let noted = due(&mut web.db.read().await?).await?;
    for one in noted {
        let letter = match compose(web, &mut web.db.read().await?, &one).await {
            Ok(letter) => letter,
            // Erased since: there is nobody to write to.
            Err(Error::NotFound) => None,
            Err(other) => return Err(other),
        };
        let mut write = web.db.write().await?;
        if set_posted(&mut write, &one).await? {
            posted += post(&mut write, letter).await?;
            write.commit().await?;
        }
    }
    let today = days::today(web.db.clock());
    let gifts_due = gifts::due(&mut web.db.read().await?, today).await?;
    for gift in gifts_due {
        let letter = gift_letter(web, &mut web.db.read().await?, &gift).await?;
        let mut write = web.db.write().await?;
        if gifts::set_sent(&mut write, &gift.code).await? {
            posted += post(&mut write, letter).await?;
            write.commit().await?;
        }
    }
    Ok(posted)
}

async fn post(write: &mut Write, letter: Option<Letter>) -> Result<u32> {
    let Some(letter) = letter else { return Ok(0) };
    match mail::post(write, &letter).await {
        Ok(_) => Ok(1),
        // No letter can go there: the page says what the letter would have.
        Err(mail::Error::Address | mail::Error::Refused(_)) => Ok(0),
        Err(other) => Err(other.into()),
    }
}

async fn compose(web: &Web, query: &mut impl Query, noted: &Noted) -> Result<Option<Letter>> {
    let subject = noted.subject.as_str();
    let first = subject.split(':').next().unwrap_or(subject);
    match noted.kind.as_str() {
        "order" => order_letter(web, query, subject).await,
        "pass" | "checked" | "transfer" | "reissued" | "code" => pass_letter(web, query, &noted.kind, first).await,
        kind if kind.starts_with("remind-") => pass_letter(web, query, "remind", first).await,
        "refunded" => refund_letter(web, query, subject).await,
        "invitation" | "called-off" => invitation_letter(web, query, &noted.kind, subject).await,
        _ => Ok(None),
    }
}

fn lang_of(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or_default()
}

fn letter(web: &Web, lang: Lang, to: &str, kind: &str, args: &[(&'static str, &str)]) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: web.say(lang, &format!("pass-letter-{kind}-subject"), args).replace(['\n', '\r'], " "),
        text: web.say(lang, &format!("pass-letter-{kind}-text"), args),
        html: None,
    }
}

async fn pass_letter(web: &Web, query: &mut impl Query, kind: &str, id: &str) -> Result<Option<Letter>> {
    let pass = passes::by_id(query, id).await?;
    let product = products::by_id(query, &pass.product).await?;
    let Some(email) = pass.email.clone() else { return Ok(None) };
    // Renewed since the reminder was noted: nothing to remind of.
    let today = days::today(web.db.clock());
    let left = (pass.ends_on - today).get_days();
    if kind == "remind" && left > 61 {
        return Ok(None);
    }
    let lang = lang_of(&pass.lang);
    Ok(Some(letter(web, lang, &email, kind, &args(web, &pass, &product, lang).each())))
}

/// What letters say of a pass.
struct PassWords {
    name: String,
    product: String,
    link: String,
    begins: String,
    ends: String,
}

impl PassWords {
    fn each(&self) -> [(&'static str, &str); 5] {
        [
            ("name", &self.name),
            ("product", &self.product),
            ("link", &self.link),
            ("begins", &self.begins),
            ("ends", &self.ends),
        ]
    }
}

fn args(web: &Web, pass: &Pass, product: &Product, lang: Lang) -> PassWords {
    PassWords {
        name: pass.names.first.clone(),
        product: product.name.of(lang).to_owned(),
        link: format!("{}{}", web.public_url, paths::pass(&pass.secret)),
        begins: calendar::dated(lang, pass.begins_on),
        ends: calendar::dated(lang, pass.ends_on),
    }
}

async fn order_letter(web: &Web, query: &mut impl Query, id: &str) -> Result<Option<Letter>> {
    let order = orders::by_id(query, id).await?;
    let Some(email) = order.email.clone() else { return Ok(None) };
    let lang = lang_of(&order.lang);
    let mut lines = String::new();
    let all = orders::lines(query, &order.id).await?;
    for line in all.iter().take(50) {
        let product = products::by_id(query, &line.product).await?;
        let what = product.name.of(lang);
        if let Some(gift) = &line.gift_code {
            let link = format!("{}{}", web.public_url, paths::gift(gift));
            let code = code::spaced_gift(gift);
            lines.push_str(&web.say(
                lang,
                "pass-letter-line-gift",
                &[("product", what), ("code", &code), ("link", &link)],
            ));
        } else if line.handed_on {
            // Given to someone else before this letter left: its page is theirs.
            lines.push_str(what);
        } else if let Some(pass) = &line.pass {
            let pass = passes::by_id(query, pass).await?;
            let words = args(web, &pass, &product, lang);
            let name = pass.names.full();
            let said = [
                ("product", what),
                ("who", &name),
                ("begins", &words.begins),
                ("ends", &words.ends),
                ("link", &words.link),
            ];
            lines.push_str(&web.say(lang, "pass-letter-line-pass", &said));
        }
        lines.push('\n');
    }
    let link = format!("{}{}", web.public_url, paths::order(&order.secret));
    let total = order.total.french();
    let said = [("reference", order.reference.as_str()), ("lines", &lines), ("total", &total), ("link", &link)];
    Ok(Some(letter(web, lang, &email, "order", &said)))
}

async fn refund_letter(web: &Web, query: &mut impl Query, subject: &str) -> Result<Option<Letter>> {
    let (line, cents) = subject.split_once(':').ok_or(Error::NotFound)?;
    let line = orders::line_by_id(query, line).await?;
    let order = orders::by_id(query, &line.order).await?;
    let Some(email) = order.email.clone() else { return Ok(None) };
    let lang = lang_of(&order.lang);
    let amount = ledger::Cents(cents.parse().unwrap_or_default()).french();
    Ok(Some(letter(web, lang, &email, "refund", &[("reference", &order.reference), ("amount", &amount)])))
}

async fn invitation_letter(web: &Web, query: &mut impl Query, kind: &str, id: &str) -> Result<Option<Letter>> {
    let claim = claims::by_id(query, id).await?;
    let offered = benefits::by_id(query, &claim.benefit).await?;
    let pass = passes::by_id(query, &claim.pass).await?;
    let Some(email) = pass.email.clone() else { return Ok(None) };
    let lang = lang_of(&pass.lang);
    let link = format!("{}{}#invitations", web.public_url, paths::pass(&pass.secret));
    let day = calendar::dated(lang, offered.from);
    let said = [("name", pass.names.first.as_str()), ("title", offered.title.of(lang)), ("day", &day), ("link", &link)];
    Ok(Some(letter(web, lang, &email, kind, &said)))
}

async fn gift_letter(web: &Web, query: &mut impl Query, gift: &gifts::GiftCode) -> Result<Option<Letter>> {
    let Some(email) = gift.gift.email.clone() else { return Ok(None) };
    let product = products::by_id(query, &gift.product).await?;
    let lang = lang_of(&gift.lang);
    let link = format!("{}{}", web.public_url, paths::gift(&gift.code));
    let shown = code::spaced_gift(&gift.code);
    let until = calendar::dated(lang, gift.good_until);
    let said = [
        ("from", gift.gift.from.as_str()),
        ("to", &gift.gift.to),
        ("message", &gift.gift.message),
        ("product", product.name.of(lang)),
        ("code", &shown),
        ("link", &link),
        ("until", &until),
    ];
    Ok(Some(letter(web, lang, &email, "gift", &said)))
}
