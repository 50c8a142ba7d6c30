//! A frame of a film, by ffmpeg where it is installed. Absent, a film has the poster it is given, or none.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::blocking;

/// Where ffmpeg is, if it is installed.
pub fn ffmpeg() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join("ffmpeg")).find(|path| path.is_file())
}

/// A JPEG of a moment a tenth into the film: past its titles, before its end.
pub(super) async fn of_film(path: &Path, duration_s: Option<f64>) -> Option<Vec<u8>> {
    let program = ffmpeg()?;
    let path = path.to_owned();
    let at = (duration_s.unwrap_or(10.0) / 10.0).clamp(0.0, 120.0);
    let made = blocking(move || {
        let output = Command::new(program)
            .args(["-v", "error", "-nostdin", "-protocol_whitelist", "file,pipe", "-ss", &format!("{at:.2}"), "-i"])
            .arg(&path)
            .args(["-frames:v", "1", "-vf", "scale=960:-2", "-f", "mjpeg", "-q:v", "4", "pipe:1"])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()?;
        Ok(output.stdout)
    })
    .await;
    match made {
        Ok(bytes) if content_package::media_type::of_image(&bytes).is_some() => Some(bytes),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(%error, "no frame could be taken from a film");
            None
        }
    }
}
