//! The words of the pages: Fluent messages of every wing, in three languages, French when one is missing.

use std::borrow::Cow;
use std::fmt::Write as _;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::{FrameError, Lang, typography};

/// Messages of all wings, ready to be formatted.
pub struct Messages {
    bundles: [FluentBundle<FluentResource>; 3],
}

impl Messages {
    /// Reads Fluent sources. Two sources may not define the same message, save that `overriding` ones (a
    /// collectivité's own words) replace what came before.
    ///
    /// # Errors
    /// A source that does not parse, or a message defined twice.
    pub(crate) fn read(sources: &[(Lang, Cow<'_, str>)], overriding: &[(Lang, String)]) -> Result<Self, FrameError> {
        let mut bundles = Lang::ALL.map(empty_bundle);
        for (lang, text) in sources {
            let resource = parse(*lang, text)?;
            bundles[*lang as usize]
                .add_resource(resource)
                .map_err(|errors| FrameError::Messages { lang: lang.code(), detail: join(&errors) })?;
        }
        for (lang, text) in overriding {
            bundles[*lang as usize].add_resource_overriding(parse(*lang, text)?);
        }
        Ok(Self { bundles })
    }

    /// A message in a language; in French when the language lacks it; `None` when French lacks it too or when an
    /// argument the message names is missing.
    #[must_use]
    pub fn format(&self, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        self.format_in(lang, key, args).or_else(|| self.format_in(Lang::Fr, key, args))
    }

    /// A message that takes no argument, or its key when there is none: for code that must not fail.
    #[must_use]
    pub fn text(&self, lang: Lang, key: &str) -> String {
        self.format(lang, key, None).unwrap_or_else(|| key.to_owned())
    }

    /// Whether a language itself has a message, French not counted.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundles[lang as usize].has_message(key)
    }

    fn format_in(&self, lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = &self.bundles[lang as usize];
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

fn empty_bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
    // Isolation marks are for mixed directions; all three languages run left to right.
    bundle.set_use_isolating(false);
    match lang {
        Lang::Fr => {
            bundle.set_transform(Some(typography::french));
            bundle.set_formatter(Some(|value, _| number(Lang::Fr, value)));
        }
        Lang::Nl => {
            bundle.set_transform(Some(typography::apostrophes));
            bundle.set_formatter(Some(|value, _| number(Lang::Nl, value)));
        }
        Lang::En => {
            bundle.set_transform(Some(typography::apostrophes));
            bundle.set_formatter(Some(|value, _| number(Lang::En, value)));
        }
    }
    bundle
}

/// Fluent's own number printing groups nothing and knows no language: ours replaces it.
fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    Some(typography::decimal(lang, number.value, 2))
}

fn parse(lang: Lang, text: &str) -> Result<FluentResource, FrameError> {
    FluentResource::try_new(text.to_owned())
        .map_err(|(_, errors)| FrameError::Messages { lang: lang.code(), detail: join(&errors) })
}

fn join<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().fold(String::new(), |mut out, error| {
        if !out.is_empty() {
            out.push_str("; ");
        }
        // Writing to a string cannot fail.
        let _ = write!(out, "{error}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages() -> Messages {
        let fr = "held = { $n ->\n    [one] { $n } bibliothèque\n   *[other] { $n } bibliothèques\n}\nask = D'où vient « { $what } » ?\nonly = seulement";
        let en = "held = { $n ->\n    [one] { $n } library\n   *[other] { $n } libraries\n}\nask = Where is “{ $what }” from?";
        Messages::read(&[(Lang::Fr, fr.into()), (Lang::En, en.into())], &[(Lang::En, "ask = From where?".to_owned())])
            .expect("sources parse")
    }

    fn args(n: i64) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        args.set("n", n);
        args.set("what", "ça");
        args
    }

    #[test]
    fn plurals_and_numbers_follow_the_language() {
        let m = messages();
        let say = |lang, n| m.format(lang, "held", Some(&args(n))).expect("message");
        assert_eq!(say(Lang::Fr, 0), "0 bibliothèque");
        assert_eq!(say(Lang::Fr, 12_500), "12\u{202f}500 bibliothèques");
        assert_eq!(say(Lang::En, 0), "0 libraries");
        assert_eq!(say(Lang::En, 12_500), "12,500 libraries");
    }

    #[test]
    fn french_stands_in_and_own_words_replace_ours() {
        let m = messages();
        assert_eq!(m.text(Lang::Nl, "only"), "seulement");
        assert_eq!(m.text(Lang::En, "ask"), "From where?");
        assert_eq!(
            m.format(Lang::Fr, "ask", Some(&args(1))).as_deref(),
            Some("D’où vient «\u{202f}ça\u{202f}»\u{202f}?")
        );
        assert_eq!(m.format(Lang::Fr, "held", None), None, "a missing argument is not shown to people");
    }

    #[test]
    fn a_message_defined_twice_is_refused() {
        let twice = [(Lang::Fr, Cow::from("a = 1")), (Lang::Fr, Cow::from("a = 2"))];
        assert!(Messages::read(&twice, &[]).is_err());
    }
}
