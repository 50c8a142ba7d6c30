//! A resource's picture made small, for the lists that show many.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use image::imageops::FilterType;
use image::{DynamicImage, ImageReader, Limits};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use people::web::Visitor;
use shell::PageError;
use tokio::sync::Semaphore;

use super::{Page, Web, fault, resource};
use crate::model::{Poster, ResourceState};

/// A small picture, in pixels: three by four, as posters are.
const SMALL: (u32, u32) = (180, 240);
/// JPEG quality: these are looked at for a second, eight at once, on a telephone.
const QUALITY: u8 = 34;
/// Small pictures kept ready, by the hash of the large one: some megabytes.
const READY: usize = 1_000;
/// A picture larger than this is not made smaller: it would take the memory of a server.
const LARGEST_SIDE: u32 = 8_000;

/// Small pictures made before; one is made at a time.
#[derive(Clone)]
pub(crate) struct Thumbnails {
    ready: Arc<Mutex<HashMap<String, Bytes>>>,
    making: Arc<Semaphore>,
}

impl Thumbnails {
    pub(crate) fn new() -> Self {
        Self { ready: Arc::default(), making: Arc::new(Semaphore::new(1)) }
    }

    fn known(&self, hash: &str) -> Option<Bytes> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).get(hash).cloned()
    }

    fn keep(&self, hash: String, small: Bytes) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if ready.len() >= READY {
            ready.clear();
        }
        ready.insert(hash, small);
    }
}

/// `GET /mediatheque/{slug}/vignette`: shown to whoever sees the resource.
pub(crate) async fn small(State(web): State<Web>, Visitor(session): Visitor, Path(slug): Path<String>) -> Page {
    let found = resource::seen(&mut web.content.db.read().await?, &slug, session.as_ref()).await?;
    let public = found.state == ResourceState::Published;
    let Poster { hash, media_type } = found.poster.ok_or(PageError::NotFound)?;
    if let Some(small) = web.thumbnails.known(&hash) {
        return Ok(picture(small, "image/jpeg".to_owned(), public));
    }
    let turn = Arc::clone(&web.thumbnails.making).acquire_owned().await;
    let large = web.content.shelf.read(&hash).await.map_err(fault)?;
    let bytes = large.clone();
    let made = tokio::task::spawn_blocking(move || make_small(&bytes)).await.map_err(PageError::internal)?;
    drop(turn);
    match made {
        Some(small) => {
            let small = Bytes::from(small);
            web.thumbnails.keep(hash, small.clone());
            Ok(picture(small, "image/jpeg".to_owned(), public))
        }
        // One we can't read, a browser may.
        None => Ok(picture(large, media_type, public)),
    }
}

/// A picture's middle, three by four, on white; none when it can't be read.
fn make_small(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(256 << 20);
    reader.limits(limits);
    let large = reader.decode().ok()?;
    let small = large.resize_to_fill(SMALL.0, SMALL.1, FilterType::Triangle);
    let mut page = image::RgbaImage::from_pixel(SMALL.0, SMALL.1, image::Rgba([255; 4]));
    image::imageops::overlay(&mut page, &small.to_rgba8(), 0, 0);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    // Colour at half the sharpness and tables made for the picture: a third lighter, and no eye sees it.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    let rgb = DynamicImage::ImageRgba8(page).to_rgb8();
    encoder.encode(&rgb, SMALL.0 as u16, SMALL.1 as u16, ColorType::Rgb).ok()?;
    Some(out)
}

fn picture(bytes: Bytes, media_type: String, public: bool) -> Response {
    // Its hash is in its address: it may be kept for ever. What is not yet published is nobody else's.
    let kept = if public { "public, max-age=31536000, immutable" } else { "private, no-store" };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, kept.to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_picture_becomes_a_small_poster_and_nonsense_none() {
        let wide = image::RgbImage::from_fn(1280, 720, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
        let mut png = Cursor::new(Vec::new());
        wide.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let small = make_small(png.get_ref()).unwrap();
        assert!(small.len() < 20_000, "{} bytes", small.len());
        let read = image::load_from_memory(&small).unwrap();
        assert_eq!((read.width(), read.height()), SMALL);
        assert!(make_small(b"not a picture").is_none());
    }
}
