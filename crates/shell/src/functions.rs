//! What templates may call: words, numbers, dates, file addresses, posters.

use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind};

use crate::asset::Assets;
use crate::messages::Messages;
use crate::theme::Theme;
use crate::{Lang, calendar, json_ld, poster, typography};

pub(crate) fn add(
    env: &mut Environment<'static>,
    lang: Lang,
    messages: &Arc<Messages>,
    assets: &Arc<Assets>,
    zone: &TimeZone,
    theme: &Arc<Theme>,
) {
    // Our own escaping leaves `/` alone: written &#x2f; it would make each address of a page heavier for no safety.
    env.set_formatter(|out, state, value| {
        if matches!(state.auto_escape(), AutoEscape::Html)
            && !value.is_safe()
            && let Some(text) = value.as_str()
        {
            return Ok(out.write_str(&json_ld::escape_html(text))?);
        }
        minijinja::escape_formatter(out, state, value)
    });
    add_words(env, lang, messages);
    add_formats(env, lang, zone);

    let files = Arc::clone(assets);
    env.add_function("asset", move |name: String| {
        files
            .address(&name)
            .map(str::to_owned)
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no asset is called {name}")))
    });
    let colours = Arc::clone(theme);
    env.add_function("poster", move |id: String, title: String, foot: String| {
        Value::from_safe_string(poster::poster(&colours, &id, &title, &foot))
    });
    let colours = Arc::clone(theme);
    env.add_function("cover", move |id: String| Value::from_safe_string(poster::cover(&colours, &id)));
    env.add_filter("json_ld", |value: Value| -> Result<Value, Error> {
        let json: serde_json::Value =
            serde_json::to_value(&value).map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))?;
        Ok(Value::from_safe_string(json_ld::script(&json)))
    });
}

fn add_words(env: &mut Environment<'static>, lang: Lang, messages: &Arc<Messages>) {
    let words = Arc::clone(messages);
    env.add_function("t", move |key: String, args: Kwargs| -> Result<String, Error> {
        say(&words, lang, &key, &args, false)
    });
    // Words with marks such as <em> in them: the message is ours and trusted, its arguments are not.
    let words = Arc::clone(messages);
    env.add_function("t_html", move |key: String, args: Kwargs| -> Result<Value, Error> {
        say(&words, lang, &key, &args, true).map(Value::from_safe_string)
    });
    // For keys made from data (`kind-` ~ code): the fallback is shown when we have no word for it.
    let words = Arc::clone(messages);
    env.add_function("t_or", move |key: String, fallback: String| words.format(lang, &key, None).unwrap_or(fallback));
}

fn say(words: &Messages, lang: Lang, key: &str, args: &Kwargs, escape: bool) -> Result<String, Error> {
    let mut fluent = FluentArgs::new();
    for name in args.args() {
        let value: Value = args.get(name)?;
        fluent.set(name.to_owned(), argument(&value, escape));
    }
    if let Some(text) = words.format(lang, key, Some(&fluent)) {
        return Ok(text);
    }
    // A word we lack must stop a test, not a reader: in release the name of the message stands for it.
    if cfg!(debug_assertions) {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("the message “{key}” is missing, or an argument of it is"),
        ));
    }
    tracing::error!(key, lang = lang.code(), "a message is missing, or an argument of it is");
    Ok(key.to_owned())
}

fn argument(value: &Value, escape: bool) -> FluentValue<'static> {
    if value.kind() == ValueKind::Number {
        if let Some(integer) = value.as_i64() {
            return FluentValue::from(integer);
        }
        if let Ok(float) = f64::try_from(value.clone()) {
            return FluentValue::from(float);
        }
    }
    let text = value.to_string();
    FluentValue::from(if escape { json_ld::escape_html(&text) } else { text })
}

fn add_formats(env: &mut Environment<'static>, lang: Lang, zone: &TimeZone) {
    env.add_filter("number", move |value: i64| typography::integer(lang, value));
    env.add_filter("decimal", move |value: f64, places: Option<usize>| {
        typography::decimal(lang, value, places.unwrap_or(1))
    });
    env.add_filter("price", move |cents: i64| typography::price(lang, cents));
    env.add_filter("file_size", move |bytes: u64| typography::file_size(lang, bytes));
    env.add_filter("weekday", move |monday_zero: usize| calendar::weekday(lang, monday_zero));
    env.add_filter("day", move |date: String| date_of(&date).map(|date| calendar::day(lang, date)));
    env.add_filter("dated", move |date: String| date_of(&date).map(|date| calendar::dated(lang, date)));
    env.add_filter("clock", move |time: String| -> Result<String, Error> {
        let time: jiff::civil::Time = time
            .parse()
            .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("“{time}” is not a time of day")))?;
        Ok(calendar::time_of_day(lang, time.hour(), time.minute()))
    });
    let zone = zone.clone();
    env.add_filter("moment", move |instant: String| -> Result<String, Error> {
        let instant: Timestamp = instant
            .parse()
            .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("“{instant}” is not an RFC 3339 instant")))?;
        Ok(calendar::moment(lang, instant, &zone, Timestamp::now()))
    });
}

/// A civil date, or the date an RFC 3339 text begins with.
fn date_of(text: &str) -> Result<Date, Error> {
    text.get(..10)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("“{text}” is not a date")))
}
