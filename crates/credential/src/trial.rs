//! Codes as cameras see them: small, blurred, under cracked glass. To measure what readers read and how fast doors
//! judge, always the same from the same seed.

use crate::symbol::{Level, QUIET_ZONE, Symbol, TooLong};
use crate::{Claims, KeyRing, Kind, SigningKey, Trust, sign};

/// A grey picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Brightness of each pixel, row by row from the top.
    pub luma: Vec<u8>,
}

impl Picture {
    /// The picture as a file (binary PGM), which every tool of pictures reads.
    pub fn pgm(&self) -> Vec<u8> {
        let mut file = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        file.extend_from_slice(&self.luma);
        file
    }
}

/// How a code is photographed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shot {
    /// How many pixels wide the symbol is in the picture, quiet zone left out.
    pub pixels: usize,
    /// How many cracks run from the point where the glass was hit.
    pub cracks: usize,
    /// Radius of the blur, in pixels.
    pub blur: usize,
    /// How far a pixel may be from what it should be.
    pub noise: u8,
    /// What draws the cracks and the noise.
    pub seed: u64,
}

/// A source of numbers that look drawn at random (splitmix64): the same from the same seed on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, excluded.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.part()
    }
}

/// The frame of a modest camera.
const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// Photographs a symbol: a frame of 640 by 480 in which it stands near the middle, a little turned, under glass.
pub fn photograph(symbol: &Symbol, shot: &Shot) -> Picture {
    let mut dice = Dice(shot.seed);
    let module = shot.pixels as f64 / symbol.width().max(1) as f64;
    let turned = dice.between(-0.12, 0.12);
    let (sine, cosine) = turned.sin_cos();
    let middle = (WIDTH as f64 / 2.0 + dice.between(-20.0, 20.0), HEIGHT as f64 / 2.0 + dice.between(-15.0, 15.0));
    let half = symbol.width() as f64 / 2.0;
    let quiet = half + QUIET_ZONE as f64;
    let background = dice.between(90.0, 170.0);
    let mut luma = vec![0.0_f64; WIDTH * HEIGHT];
    for (at, value) in luma.iter_mut().enumerate() {
        // Four looks within the pixel: edges of modules are grey, as on a sensor.
        let mut sum = 0.0;
        for look in 0..4 {
            let (x, y) = ((at % WIDTH) as f64, (at / WIDTH) as f64);
            let (x, y) = (x + 0.25 + 0.5 * f64::from(look % 2), y + 0.25 + 0.5 * f64::from(look / 2));
            let (x, y) = ((x - middle.0) / module, (y - middle.1) / module);
            let (column, row) = (x * cosine + y * sine, y * cosine - x * sine);
            sum += if column.abs() > quiet || row.abs() > quiet {
                background
            } else if column.abs() < half
                && row.abs() < half
                && symbol.is_dark((column + half) as usize, (row + half) as usize)
            {
                30.0
            } else {
                225.0
            };
        }
        *value = sum / 4.0;
    }
    crack(&mut luma, &mut dice, shot, middle);
    let luma = blur(luma, shot.blur);
    let luma = luma.into_iter().map(|value| {
        let noise = f64::from(shot.noise) * dice.between(-1.0, 1.0);
        (value + noise).round().clamp(0.0, 255.0) as u8
    });
    Picture { width: WIDTH, height: HEIGHT, luma: luma.collect() }
}

/// Cracks: broken lines that run from a point on the symbol, each white where light is caught or black where it is lost.
fn crack(luma: &mut [f64], dice: &mut Dice, shot: &Shot, middle: (f64, f64)) {
    let reach = shot.pixels as f64 * 0.35;
    let from = (middle.0 + dice.between(-reach, reach), middle.1 + dice.between(-reach, reach));
    for _ in 0..shot.cracks {
        let (mut x, mut y) = from;
        let mut angle = dice.between(0.0, std::f64::consts::TAU);
        let tone = if dice.part() < 0.6 { 250.0 } else { 10.0 };
        let mut length = 0.0;
        while length < shot.pixels as f64 {
            angle += dice.between(-0.25, 0.25);
            let step = dice.between(6.0, 18.0);
            let thick = dice.between(0.6, 2.4);
            let mut along = 0.0;
            while along < step {
                let (px, py) = (x + along * angle.cos(), y + along * angle.sin());
                let reach = thick.ceil() as i64;
                for (dx, dy) in (-reach..=reach).flat_map(|dx| (-reach..=reach).map(move |dy| (dx, dy))) {
                    let (at_x, at_y) = (px as i64 + dx, py as i64 + dy);
                    let inside = (0..WIDTH as i64).contains(&at_x) && (0..HEIGHT as i64).contains(&at_y);
                    if inside && ((dx * dx + dy * dy) as f64) <= thick * thick {
                        luma[at_y as usize * WIDTH + at_x as usize] = tone;
                    }
                }
                along += 0.5;
            }
            x += step * angle.cos();
            y += step * angle.sin();
            length += step;
        }
    }
}

/// A box blur, once along rows and once along columns.
fn blur(luma: Vec<f64>, radius: usize) -> Vec<f64> {
    if radius == 0 {
        return luma;
    }
    let along = |from: &[f64], across: usize, length: usize, stride: usize, step: usize| {
        let mut to = vec![0.0; from.len()];
        for line in 0..across {
            for at in 0..length {
                let (first, last) = (at.saturating_sub(radius), (at + radius).min(length - 1));
                let sum: f64 = (first..=last).map(|near| from[line * stride + near * step]).sum();
                to[line * stride + at * step] = sum / (last - first + 1) as f64;
            }
        }
        to
    };
    let rows = along(&luma, HEIGHT, WIDTH, WIDTH, 1);
    along(&rows, WIDTH, HEIGHT, 1, WIDTH)
}

/// How many of `count` photographs a reader reads right: each has cracks and noise of its own.
pub fn recall(
    text: &str,
    level: Level,
    shot: Shot,
    count: u64,
    mut read: impl FnMut(&Picture) -> Option<String>,
) -> Result<u64, TooLong> {
    let symbol = Symbol::new(text, level)?;
    let seen = (0..count).filter(|number| {
        let seed = shot.seed.wrapping_mul(1_000_003).wrapping_add(*number);
        read(&photograph(&symbol, &Shot { seed, ..shot })).as_deref() == Some(text)
    });
    Ok(seen.count() as u64)
}

/// The shots recall is told for: name and how they are taken.
pub const SHOTS: [(&str, Shot); 6] = {
    const fn shot(pixels: usize, cracks: usize, blur: usize) -> Shot {
        Shot { pixels, cracks, blur, noise: 8, seed: 1 }
    }
    [
        ("180 px", shot(180, 0, 0)),
        ("180 px, 5 cracks", shot(180, 5, 0)),
        ("300 px", shot(300, 0, 0)),
        ("300 px, 5 cracks", shot(300, 5, 0)),
        ("300 px, 9 cracks", shot(300, 9, 0)),
        ("300 px, blurred", shot(300, 0, 2)),
    ]
};

/// A text of the length and letters of another house's signed code (`pretix_sig1`: 132 letters of base64), to compare with.
pub fn others_text(seed: u64) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut dice = Dice(seed);
    (0..132).map(|_| char::from(LETTERS[(dice.next() % 64) as usize])).collect()
}

/// Codes to be judged, with what judges them.
#[derive(Debug, Clone)]
pub struct Specimens {
    /// Good codes.
    pub codes: Vec<String>,
    /// The keys of the door.
    pub keys: KeyRing,
    /// The instant, Unix seconds.
    pub now: i64,
}

/// So many good codes of passes, all different.
pub fn specimens(count: u32) -> Specimens {
    let key = SigningKey::from_seed([0, 1], &[0x42; 32]);
    let now = 1_795_400_000;
    let mut dice = Dice(7);
    let codes = (0..count).filter_map(|index| {
        let claims = Claims {
            id: dice.next().to_be_bytes(),
            kind: Kind::Pass,
            scope: 0,
            not_before: now - 86_400,
            expires: now + 365 * 86_400,
            status_index: index,
            admits: 1,
        };
        sign(&claims, &key).ok()
    });
    Specimens { codes: codes.collect(), keys: KeyRing::from_iter([(key.verifying_key(), Trust::always())]), now }
}
