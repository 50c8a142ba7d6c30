//! Which providers take payments: the command line, the environment or the file says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use payment::provider::Provider;
use payment::provider::payfip::{Mode, PayFip};
use payment::provider::stripe::Stripe;
use payment::provider::test::Test;
use payment::{Fulfilment, Payments};
use serde::Deserialize;
use store::Db;

/// Who gives what was paid for.
const FULFILMENTS: [Fulfilment; 2] = [museum_pass::FULFILMENT, box_office::FULFILMENT];

/// Settings of online payments; in the configuration file, a table `[payment]` with the same names without `payment-`.
#[derive(Args, Deserialize, Clone, Debug, Default)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PaymentArgs {
    /// Who takes payments: stripe, payfip, or test (nobody is debited) [default: test in the demonstration, else nobody]
    #[arg(long = "payment", global = true, env = "BEFFROI_PAYMENT", value_name = "PROVIDER", id = "payment-provider")]
    pub(crate) provider: Option<String>,

    /// File with Stripe's secret key (sk_…)
    #[arg(long = "stripe-key", global = true, env = "BEFFROI_STRIPE_KEY", value_name = "FILE")]
    pub(crate) stripe_key: Option<PathBuf>,

    /// File with the secrets of Stripe's webhook endpoint (whsec_…), one a line
    #[arg(long = "stripe-webhook", global = true, env = "BEFFROI_STRIPE_WEBHOOK", value_name = "FILE")]
    pub(crate) stripe_webhook: Option<PathBuf>,

    /// PayFiP customer number of the régie (six digits)
    #[arg(long = "payfip-customer", global = true, env = "BEFFROI_PAYFIP_CUSTOMER", value_name = "NUMBER")]
    pub(crate) payfip_customer: Option<String>,

    /// PayFiP mode: T for tests, X for activation, W for good [default: T]
    #[arg(long = "payfip-mode", global = true, env = "BEFFROI_PAYFIP_MODE", value_name = "LETTER")]
    pub(crate) payfip_mode: Option<String>,
}

impl PaymentArgs {
    /// These settings, where they leave something open those.
    pub(crate) fn over(self, file: Self) -> Self {
        Self {
            provider: self.provider.or(file.provider),
            stripe_key: self.stripe_key.or(file.stripe_key),
            stripe_webhook: self.stripe_webhook.or(file.stripe_webhook),
            payfip_customer: self.payfip_customer.or(file.payfip_customer),
            payfip_mode: self.payfip_mode.or(file.payfip_mode),
        }
    }
}

fn secrets(path: Option<&Path>, option: &str) -> Result<Vec<String>> {
    let path = path.with_context(|| format!("Stripe needs {option}, a file"))?;
    let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.is_empty() {
        bail!("{} is empty", path.display());
    }
    Ok(lines)
}

/// The payments of a node, and the test provider when it is in use. In a demonstration nobody is ever debited unless
/// the settings say so.
pub(crate) fn open(args: &PaymentArgs, db: &Db, public_url: &str, demo: bool) -> Result<(Payments, Option<Test>)> {
    let (mut providers, mut test): (Vec<Arc<dyn Provider>>, _) = (Vec::new(), None);
    match args.provider.as_deref() {
        Some("stripe") => {
            let keys = secrets(args.stripe_key.as_deref(), "--stripe-key")?;
            let webhook = secrets(args.stripe_webhook.as_deref(), "--stripe-webhook")?;
            providers.push(Arc::new(Stripe::new(keys[0].clone(), webhook)));
        }
        Some("payfip") => {
            let customer = args.payfip_customer.as_deref().context("PayFiP needs --payfip-customer")?;
            let letter = args.payfip_mode.as_deref().unwrap_or("T");
            let mode = Mode::from_letter(letter).with_context(|| format!("“{letter}” is no PayFiP mode: T, X or W"))?;
            providers.push(Arc::new(PayFip::new(customer, mode)?));
        }
        Some("test") => test = Some(Test::new(db.clone())),
        Some(other) => bail!("“{other}” takes no payments: say stripe, payfip or test"),
        None if demo => test = Some(Test::new(db.clone())),
        None => {}
    }
    if let Some(test) = &test {
        providers.push(Arc::new(test.clone()));
    }
    Ok((Payments::new(db.clone(), providers, &FULFILMENTS, public_url), test))
}
