//! Setting a title in lines that fit, from the widths of the letters.

/// Advance widths of Fraunces at weight 600, optical size 72, for U+0020 to U+007E, in thousandths of the font size.
const WIDTHS: [u16; 95] = [
    192, 285, 340, 620, 570, 700, 941, 166, 341, 340, 596, 513, 247, 334, 239, 419, 647, 425, 590, 542, 601, 562, 596,
    506, 582, 600, 238, 249, 478, 513, 478, 521, 838, 686, 681, 675, 762, 630, 580, 732, 808, 377, 456, 750, 598, 875,
    728, 768, 665, 774, 713, 590, 664, 710, 668, 997, 692, 654, 610, 330, 416, 334, 397, 429, 242, 513, 562, 476, 570,
    490, 342, 538, 584, 282, 282, 568, 286, 884, 584, 551, 577, 562, 438, 444, 349, 579, 506, 768, 508, 520, 456, 379,
    256, 379, 568,
];

/// Sizes tried, largest first, each with the number of lines it may take.
const SIZES: [(u16, usize); 7] = [(58, 2), (50, 3), (43, 4), (37, 5), (32, 6), (27, 7), (23, 8)];

/// A title set in lines.
pub(super) struct Lettering {
    /// The font size.
    pub(super) size: u16,
    /// Where the last line's descenders end.
    pub(super) bottom: i32,
    lines: Vec<String>,
}

impl Lettering {
    /// Each line with its baseline.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, i32)> {
        let (size, step) = (i32::from(self.size), step(self.size));
        self.lines.iter().enumerate().map(move |(index, line)| (line.as_str(), 18 + size + step * index as i32))
    }
}

/// Sets a title in the largest size that holds it in `width`; a title too long for the smallest ends with “…”.
pub(super) fn set(title: &str, width: f32) -> Lettering {
    let words: Vec<&str> = title.split_whitespace().collect();
    for (size, most) in SIZES {
        let lines = wrap(&words, width, size);
        let fits = lines.len() <= most && lines.iter().all(|line| measure(line, size) <= width);
        if fits {
            return lettering(size, lines);
        }
    }
    // A word too long for a line is cut with a hyphen rather than set so small that nothing is read.
    for (size, most) in &SIZES[3..] {
        let pieces: Vec<String> = words.iter().flat_map(|word| cut(word, width, *size)).collect();
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let lines = wrap(&pieces, width, *size);
        if lines.len() <= *most {
            return lettering(*size, lines);
        }
    }
    let (size, most) = SIZES[SIZES.len() - 1];
    let mut lines = wrap(&words, width, size);
    let cut = lines.len() > most;
    lines.truncate(most);
    for line in &mut lines {
        shorten(line, width, size, false);
    }
    if cut && let Some(last) = lines.last_mut() {
        shorten(last, width, size, true);
    }
    lettering(size, lines)
}

/// A short text kept on one line of at most `most` letters.
pub(super) fn one_line(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

fn lettering(size: u16, lines: Vec<String>) -> Lettering {
    let bottom = 18 + i32::from(size) + step(size) * (lines.len().max(1) as i32 - 1) + i32::from(size) / 4;
    Lettering { size, bottom, lines }
}

fn step(size: u16) -> i32 {
    i32::from(size) * 52 / 54
}

fn wrap(words: &[&str], width: f32, size: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if measure(line, size) + measure(" ", size) + measure(word, size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push((*word).to_owned()),
        }
    }
    lines
}

/// A word in pieces that each fit a line, all but the last ending with a hyphen.
fn cut(word: &str, width: f32, size: u16) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for letter in word.chars() {
        piece.push(letter);
        if measure(&piece, size) + measure("-", size) > width {
            piece.pop();
            if !piece.ends_with('-') {
                piece.push('-');
            }
            pieces.push(std::mem::take(&mut piece));
            piece.push(letter);
        }
    }
    pieces.push(piece);
    pieces
}

/// Cuts a line that is too wide; with `always`, ends it with “…” even when it fits.
fn shorten(line: &mut String, width: f32, size: u16, always: bool) {
    if !always && measure(line, size) <= width {
        return;
    }
    while !line.is_empty() && measure(line, size) + measure("…", size) > width {
        line.pop();
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

fn measure(text: &str, size: u16) -> f32 {
    let thousandths: u32 = text.chars().map(advance).sum();
    thousandths as f32 * f32::from(size) / 1000.0
}

fn advance(letter: char) -> u32 {
    let plain = match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'À'..='Å' => 'A',
        'Ç' => 'C',
        'È'..='Ë' => 'E',
        'Ì'..='Ï' => 'I',
        'Ò'..='Ö' => 'O',
        'Ù'..='Ü' => 'U',
        '’' | '\u{a0}' | '\u{202f}' => return 202,
        'œ' | 'æ' | '…' => return 842,
        'Œ' | 'Æ' => return 984,
        '«' | '»' => return 542,
        other => other,
    };
    let index = (u32::from(plain)).wrapping_sub(32) as usize;
    // Letters we have not measured take the width of a wide one, so that nothing runs off the edge.
    WIDTHS.get(index).map_or(900, |width| u32::from(*width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(title: &str) -> Vec<String> {
        set(title, 260.0).lines
    }

    #[test]
    fn short_titles_are_set_large_and_long_ones_small() {
        assert_eq!(set("Germinal", 260.0).size, 58);
        assert_eq!(lines("L’Orchestre au village").len(), 2);
        let long = set("Mémoires d’outre-tombe suivi de la Vie de Rancé et d’autres textes choisis", 260.0);
        assert!(long.size < 43);
    }

    #[test]
    fn nothing_runs_off_the_poster() {
        let endless = "Anticonstitutionnellement".repeat(4);
        let many = "mot ".repeat(400);
        for title in [endless.as_str(), many.as_str(), "", "日本語の本の題名はとても長いことがあります"]
        {
            let set = set(title, 260.0);
            assert!(set.lines.iter().all(|line| measure(line, set.size) <= 260.5), "{:?}", set.lines);
            assert!(set.bottom <= 250, "{}", set.bottom);
        }
        assert!(lines(&many).last().expect("lines").ends_with('…'));
    }

    #[test]
    fn a_long_word_is_cut_with_a_hyphen() {
        let set = set("Anticonstitutionnellement", 260.0);
        assert!(set.size >= 32 && set.lines.len() == 2, "{:?} at {}", set.lines, set.size);
        assert!(set.lines[0].ends_with('-'));
    }

    #[test]
    fn a_foot_stays_on_its_line() {
        assert_eq!(one_line("Le Vivat", 34), "Le Vivat");
        assert_eq!(one_line("abcdef", 4), "abc…");
    }
}
