//! The families of shapes. Each is drawn between `top` and the foot's band with few, short elements.

use std::fmt::Write as _;

use super::Draw;
use crate::theme::Colour;

const FOOT: i32 = 356;

/// Draws one family on a 300 × 400 poster of that ground.
pub(super) fn draw(svg: &mut String, draw: &mut Draw, ground: &Colour, colours: [&Colour; 2], top: i32) {
    match draw.below(5) {
        0 => arcs(svg, draw, colours, top),
        1 => quarters(svg, draw, colours, top),
        2 => waves(svg, draw, colours, top),
        3 => bars(svg, draw, colours, top),
        _ => gables(svg, draw, ground, colours, top),
    }
}

/// Draws one family on a 60 × 80 cover of that ground.
pub(super) fn draw_small(svg: &mut String, draw: &mut Draw, ground: &Colour, colours: [&Colour; 2]) {
    let family = draw.below(5);
    // Writing to a string cannot fail, here and in the families.
    let _ = write!(svg, "<g transform=\"scale(.4) translate(0 -156)\">");
    let wide = 150;
    match family {
        0 => circles(svg, draw, colours, (wide, 290), 150),
        1 => cells(svg, draw, colours, 156, wide, 50),
        2 => lines(svg, draw, colours, (170, FOOT), wide, 24),
        3 => columns(svg, draw, colours, (176, FOOT), wide),
        _ => roofs(svg, draw, ground, colours, (176, wide)),
    }
    svg.push_str("</g>");
}

fn arcs(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], top: i32) {
    let across = draw.between(0, 4) * 60 + 30;
    circles(svg, draw, colours, (across * 2, (top + FOOT) / 2 + 30), 300);
}

/// Sound going out from a bell. `centre.0` is twice the abscissa.
fn circles(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], centre: (i32, i32), reach: i32) {
    let (x, y) = (centre.0 / 2, centre.1);
    let _ = write!(svg, "<g fill=\"none\" stroke=\"{}\">", colours[0].as_str());
    let mut radius = 36;
    while radius < reach {
        let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" stroke-width=\"{}\"/>", draw.between(3, 12));
        radius += 33;
    }
    let _ = write!(svg, "</g><circle cx=\"{x}\" cy=\"{y}\" r=\"14\" fill=\"{}\"/>", colours[1].as_str());
}

fn quarters(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], top: i32) {
    // Whole rows of cells from the foot's band upwards: none is cut by the title's.
    let top = FOOT - ((FOOT - top) / 60).max(1) * 60;
    cells(svg, draw, colours, top, 300, 60);
}

/// Cells each holding a quarter of a circle, turned one of four ways.
fn cells(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], top: i32, wide: i32, side: i32) {
    let mut paths = [String::new(), String::new()];
    let mut y = top;
    while y < FOOT {
        for column in 0..wide / side {
            let turn = draw.below(5);
            let colour = draw.below(2) as usize;
            let (left, right, up, down) = (column * side, (column + 1) * side, y, y + side);
            let (x, y, across, along) = match turn {
                0 => (left, up, side, side),
                1 => (right, up, -side, side),
                2 => (right, down, -side, -side),
                3 => (left, down, side, -side),
                _ => continue,
            };
            let sweep = i32::from((across > 0) == (along > 0));
            let _ = write!(paths[colour], "M{x} {y}h{across}a{side} {side} 0 0 {sweep} {} {along}z", -across);
        }
        y += side;
    }
    for (path, colour) in paths.iter().zip(colours) {
        let _ = write!(svg, "<path d=\"{path}\" fill=\"{}\"/>", colour.as_str());
    }
}

fn waves(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], top: i32) {
    lines(svg, draw, colours, (top + 34, FOOT + 10), 300, 16);
}

fn lines(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], span: (i32, i32), wide: i32, gap: i32) {
    let lift = draw.between(24, 44);
    let crest = wide * draw.between(30, 45) / 100;
    let _ = write!(svg, "<g fill=\"none\" stroke=\"{}\">", colours[0].as_str());
    let mut y = span.0;
    while y < span.1 + lift {
        let lean = crest + draw.between(-14, 14);
        let _ = write!(
            svg,
            "<path d=\"M-9 {y}Q{lean} {} {} {y}T{} {y}\" stroke-width=\"{}\"/>",
            y - lift,
            wide / 2,
            wide + 20,
            draw.between(2, 7)
        );
        y += gap;
    }
    svg.push_str("</g>");
}

fn bars(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], top: i32) {
    columns(svg, draw, colours, (top + 14, FOOT), 300);
}

fn columns(svg: &mut String, draw: &mut Draw, colours: [&Colour; 2], span: (i32, i32), wide: i32) {
    let mut paths = [String::new(), String::new()];
    let mut x = 0;
    while x < wide {
        let top = draw.between(span.0, span.1 - 30);
        let colour = usize::from(draw.below(3) == 0);
        let _ = write!(paths[colour], "M{x} {top}h22V{FOOT}h-22z");
        x += 34;
    }
    for (path, colour) in paths.iter().zip(colours) {
        let _ = write!(svg, "<path d=\"{path}\" fill=\"{}\"/>", colour.as_str());
    }
}

fn gables(svg: &mut String, draw: &mut Draw, ground: &Colour, colours: [&Colour; 2], top: i32) {
    roofs(svg, draw, ground, colours, (top + 18, 300));
}

/// A row of stepped gables, as along a Flemish square, between a height and the foot, over a width.
fn roofs(svg: &mut String, draw: &mut Draw, ground: &Colour, colours: [&Colour; 2], (top, wide): (i32, i32)) {
    let mut houses = [String::new(), String::new()];
    let mut lit = String::new();
    let mut x = -draw.between(0, 30);
    let mut last = 2;
    while x < wide {
        let step = draw.between(7, 10);
        let rise = step + 3;
        let tallest = FOOT - top - rise * 3;
        let height = draw.between(tallest / 2, tallest).max(40);
        let mut colour = draw.below(2) as usize;
        if colour == last {
            colour = 1 - colour;
        }
        last = colour;
        house(&mut houses[colour], (x, height), (step, rise));
        windows(&mut lit, (x, height), (step, rise));
        x += step * 8 + 3;
    }
    for (path, colour) in houses.iter().zip(colours) {
        let _ = write!(svg, "<path fill-rule=\"evenodd\" d=\"{path}\" fill=\"{}\"/>", colour.as_str());
    }
    let _ = write!(svg, "<g stroke=\"{}\">{lit}</g>", ground.as_str());
}

/// One house: its outline, and an eye in the gable, which is a hole in the same path.
fn house(path: &mut String, (x, height): (i32, i32), (step, rise): (i32, i32)) {
    let _ = write!(
        path,
        "M{x} {FOOT}v-{height}h{step}v-{rise}h{step}v-{rise}h{step}v-{rise}h{}v{rise}h{step}v{rise}h{step}v{rise}h{step}V{FOOT}z",
        step * 2
    );
    let eaves = FOOT - height;
    let _ = write!(path, "M{} {}v{rise}h{step}v-{rise}z", x + step * 4 - step / 2, eaves - rise - 4);
}

/// Two columns of windows, each a dashed line as wide as a window: a tall house's weigh no more than a low one's.
fn windows(svg: &mut String, (x, height): (i32, i32), (step, rise): (i32, i32)) {
    let (pane, wall) = (rise + 4, rise + 2);
    let first = FOOT - height + 10;
    // Whole windows only, and some wall above the foot.
    let rows = (FOOT - rise * 2 - first + pane + wall - 1) / (pane + wall);
    if rows < 1 {
        return;
    }
    let last = first + rows * (pane + wall) - wall;
    let _ = write!(
        svg,
        "<path d=\"M{} {first}V{last}M{} {first}V{last}\" stroke-width=\"{}\" stroke-dasharray=\"{pane} {wall}\"/>",
        x + step * 2,
        x + step * 6,
        step * 2
    );
}
