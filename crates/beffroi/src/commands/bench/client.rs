//! The smallest client that measures a server rather than itself: HTTP/1.1, one connection kept, no compression.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// One kept connection.
pub(crate) struct Client {
    address: SocketAddr,
    connection: BufReader<TcpStream>,
    line: String,
    head: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// Nobody answers there.
    pub(crate) fn connect(address: SocketAddr) -> Result<Client> {
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let connection = BufReader::with_capacity(1 << 16, stream);
        Ok(Client { address, connection, line: String::new(), head: Vec::new(), body: Vec::new() })
    }

    /// Asks for a path and reads the whole answer: its status and its body.
    ///
    /// # Errors
    /// The connection broke, or the answer is not HTTP.
    pub(crate) fn get(&mut self, path: &str) -> Result<(u16, &[u8])> {
        self.send("GET", path, "accept: application/json\r\n", b"")
    }

    /// The same by any method, with header lines (each ended by `\r\n`) and a body.
    ///
    /// # Errors
    /// As for [`get`](Self::get).
    pub(crate) fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Result<(u16, &[u8])> {
        let length = if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        let head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n{headers}{length}\r\n", self.address);
        self.connection.get_mut().write_all(&[head.as_bytes(), body].concat())?;
        let (status, length, chunked) = read_head(&mut self.connection, &mut self.line, &mut self.head)?;
        self.body.clear();
        if chunked {
            read_chunks(&mut self.connection, &mut self.line, &mut self.body)?;
        } else {
            self.body.resize(length, 0);
            self.connection.read_exact(&mut self.body)?;
        }
        Ok((status, &self.body))
    }

    /// The values of a header of the last answer; its name in lowercase.
    pub(crate) fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.head.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body of the last answer.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Status, length and whether the body comes in chunks.
fn read_head(
    source: &mut impl BufRead,
    line: &mut String,
    head: &mut Vec<(String, String)>,
) -> Result<(u16, usize, bool)> {
    head.clear();
    read_line(source, line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("this is not HTTP")?;
    let (mut length, mut chunked) = (0, false);
    loop {
        read_line(source, line)?;
        if line.is_empty() {
            return Ok((status, length, chunked));
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().context("an answer of unknown length")?;
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            chunked = value.trim().eq_ignore_ascii_case("chunked");
        }
        head.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

fn read_chunks(source: &mut impl BufRead, line: &mut String, body: &mut Vec<u8>) -> Result<()> {
    loop {
        read_line(source, line)?;
        let size = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16)
            .context("a chunk of unknown length")?;
        let from = body.len();
        body.resize(from + size, 0);
        source.read_exact(&mut body[from..])?;
        read_line(source, line)?;
        if size == 0 {
            return Ok(());
        }
    }
}

fn read_line(source: &mut impl BufRead, line: &mut String) -> Result<()> {
    line.clear();
    if source.read_line(line)? == 0 {
        bail!("the server closed the connection");
    }
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(())
}

/// A value as it stands in a query string.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_and_chunked_answers_are_read_to_their_end() {
        let (mut line, mut head) = (String::new(), Vec::new());
        let mut source = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: y\r\n\r\nabc".as_bytes();
        assert_eq!(read_head(&mut source, &mut line, &mut head).unwrap(), (200, 3, false));
        assert_eq!(source, b"abc");
        assert_eq!(head[1], ("x".to_owned(), "y".to_owned()));
        let mut source =
            "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\nnext".as_bytes();
        assert_eq!(read_head(&mut source, &mut line, &mut head).unwrap(), (503, 0, true));
        let mut body = Vec::new();
        read_chunks(&mut source, &mut line, &mut body).unwrap();
        assert_eq!((body.as_slice(), source), (b"abc".as_slice(), b"next".as_slice()));
        assert!(read_head(&mut "".as_bytes(), &mut line, &mut head).is_err());
    }

    #[test]
    fn words_go_into_an_address() {
        assert_eq!(escaped("l'été & co"), "l%27%C3%A9t%C3%A9%20%26%20co");
    }
}
