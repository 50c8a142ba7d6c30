//! Bytes kept under their SHA-256, in a folder or in an object store of the S3 kind.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

use crate::{Error, Result};

/// What is younger is not removed, even when nothing stands for it yet, in milliseconds: half the age a sweep looks for.
pub(super) const FRESH_MS: i64 = 12 * 3600 * 1000;
/// How much of a file is in memory while it is put away.
const PIECE: usize = 5 << 20;

/// How much of a file is read at a time for a reader, in bytes: 200 readers at once hold 13 MB.
const WINDOW: u64 = 64 << 10;

/// Where the bytes are. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Shelf {
    store: Arc<dyn ObjectStore>,
    /// Whether a range is best read in windows: a folder gives a stream in pieces too small to be worth a thread's turn.
    by_windows: bool,
}

/// What was put away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// SHA-256, in hexadecimal.
    pub hash: String,
    /// Size, in bytes.
    pub size: u64,
}

impl Shelf {
    /// A local folder, made when it is not there.
    pub fn folder(path: &Path) -> Result<Shelf> {
        std::fs::create_dir_all(path)?;
        let store = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
        Ok(Shelf { store: Arc::new(store), by_windows: true })
    }

    /// At an address: a folder, or `s3://BUCKET/PREFIX` (with the feature `s3`), whose keys and endpoint are those of the
    /// environment: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`, and `AWS_ALLOW_HTTP` for an
    /// endpoint inside the house.
    ///
    /// # Errors
    /// [`Error::Unfit`] for another scheme, or for S3 in a program built without it.
    pub fn at(address: &str) -> Result<Shelf> {
        match address.split_once("://") {
            None => Self::folder(Path::new(address)),
            Some(("s3", place)) => Self::s3(place),
            Some((scheme, _)) => Err(Error::Unfit(format!(
                "« {scheme} » n’est pas un rangement connu : un dossier, ou s3://SEAU/PRÉFIXE"
            ))),
        }
    }

    #[cfg(feature = "s3")]
    fn s3(place: &str) -> Result<Shelf> {
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        // Another part of the program may have chosen it already: they agree.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store = object_store::aws::AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
        let prefix = prefix.trim_matches('/');
        Ok(if prefix.is_empty() {
            Self::over(Arc::new(store))
        } else {
            Self::over(Arc::new(object_store::prefix::PrefixStore::new(store, prefix)))
        })
    }

    #[cfg(not(feature = "s3"))]
    fn s3(_: &str) -> Result<Shelf> {
        Err(Error::Unfit("Ce programme a été construit sans S3 : l’option « s3 » l’ajoute.".into()))
    }

    /// Any object store.
    pub fn over(store: Arc<dyn ObjectStore>) -> Shelf {
        Shelf { store, by_windows: false }
    }

    /// Puts bytes away, once.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<Kept> {
        let bytes = bytes.into();
        let kept = Kept { hash: hash(&bytes), size: bytes.len() as u64 };
        if !self.has(&kept).await? {
            self.store.put(&key(&kept.hash)?, bytes.into()).await?;
        }
        Ok(kept)
    }

    /// Puts a file away, once, holding a few megabytes of it in memory at most.
    pub async fn put_file(&self, path: &Path) -> Result<Kept> {
        let mut sha = Sha256::new();
        let mut size = 0;
        let mut piece = vec![0; 256 << 10];
        let mut file = tokio::fs::File::open(path).await?;
        loop {
            let read = file.read(&mut piece).await?;
            if read == 0 {
                break;
            }
            sha.update(&piece[..read]);
            size += read as u64;
        }
        let kept = Kept { hash: hex(&sha.finalize()), size };
        if self.has(&kept).await? {
            return Ok(kept);
        }
        if size <= PIECE as u64 {
            self.store.put(&key(&kept.hash)?, tokio::fs::read(path).await?.into()).await?;
            return Ok(kept);
        }
        let mut upload = WriteMultipart::new_with_chunk_size(self.store.put_multipart(&key(&kept.hash)?).await?, PIECE);
        let mut file = tokio::fs::File::open(path).await?;
        let mut sha = Sha256::new();
        loop {
            upload.wait_for_capacity(2).await?;
            let read = file.read(&mut piece).await?;
            if read == 0 {
                break;
            }
            sha.update(&piece[..read]);
            upload.write(&piece[..read]);
        }
        // A file that changes while it is read must not be kept under a name that is not its own.
        if hex(&sha.finalize()) != kept.hash {
            upload.abort().await?;
            return Err(Error::Unfit("Le fichier a changé pendant sa lecture.".into()));
        }
        upload.finish().await?;
        Ok(kept)
    }

    /// Whether these bytes are there, and new enough that nobody thinks of removing them: older ones are put away again,
    /// which dates them anew.
    async fn has(&self, kept: &Kept) -> Result<bool> {
        match self.store.head(&key(&kept.hash)?).await {
            Ok(meta) => {
                let age_ms = store::Clock::system().now_ms() - meta.last_modified.timestamp_millis();
                Ok(meta.size == kept.size && age_ms < FRESH_MS)
            }
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// All the bytes; for what is known to be small.
    pub async fn read(&self, hash: &str) -> Result<Bytes> {
        Ok(self.store.get(&key(hash)?).await.map_err(absent)?.bytes().await?)
    }

    /// The bytes of a range, a window at a time: a reader who stops reading stops us. The range must lie within the object
    /// and hold something.
    pub async fn stream(&self, hash: &str, range: Range<u64>) -> Result<BoxStream<'static, Result<Bytes>>> {
        if self.by_windows {
            let (store, key) = (Arc::clone(&self.store), key(hash)?);
            if store.head(&key).await.map_err(absent)?.size < range.end {
                return Err(Error::NotFound);
            }
            let windows = stream::try_unfold(range, move |left| {
                let (store, key) = (Arc::clone(&store), key.clone());
                async move {
                    if left.is_empty() {
                        return Ok(None);
                    }
                    let end = left.end.min(left.start + WINDOW);
                    let bytes = store.get_range(&key, left.start..end).await.map_err(Error::from)?;
                    Ok(Some((bytes, end..left.end)))
                }
            });
            return Ok(windows.boxed());
        }
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let found = self.store.get_opts(&key(hash)?, options).await.map_err(absent)?;
        Ok(found.into_stream().map(|piece| piece.map_err(Error::from)).boxed())
    }

    /// Copies the bytes to a file of the disk, for programs that want one.
    pub async fn copy_to(&self, hash: &str, path: &Path) -> Result<()> {
        use tokio::io::AsyncWriteExt;
        let mut stream = self.store.get(&key(hash)?).await.map_err(absent)?.into_stream();
        let mut file = tokio::fs::File::create(path).await?;
        while let Some(piece) = stream.next().await {
            file.write_all(&piece?).await?;
        }
        file.flush().await?;
        Ok(())
    }

    /// The hashes of what was put away before an instant, in milliseconds since 1970 UTC.
    pub async fn older_than(&self, before_ms: i64) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let mut list = self.store.list(None);
        while let Some(meta) = list.next().await {
            let meta = meta?;
            if meta.last_modified.timestamp_millis() < before_ms
                && let Some(hash) = meta.location.filename().filter(|name| key(name).is_ok())
            {
                found.push(hash.to_owned());
            }
        }
        Ok(found)
    }

    /// Whether these bytes were put away before an instant, in milliseconds since 1970 UTC.
    pub(super) async fn is_older_than(&self, hash: &str, before_ms: i64) -> Result<bool> {
        let meta = self.store.head(&key(hash)?).await.map_err(absent)?;
        Ok(meta.last_modified.timestamp_millis() < before_ms)
    }

    /// Forgets bytes; those not kept are forgotten already. The caller knows that nothing stands for them.
    pub async fn delete(&self, hash: &str) -> Result<()> {
        match self.store.delete(&key(hash)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn absent(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::NotFound,
        other => Error::Content(other),
    }
}

/// `ab/abcd…`: 256 folders, so that none holds a million files.
fn key(hash: &str) -> Result<Key> {
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Error::NotFound);
    }
    Ok(Key::from_iter([&hash[..2], hash]))
}

/// SHA-256 in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
