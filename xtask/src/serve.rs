//! A small static server: right types, gzip, no stale files, and a strict content policy.

use std::collections::HashMap;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Router, response};
use flate2::Compression;

/// What the page is allowed to do: nothing but what it needs. README.md names it for other hosts, and `policy.spec.mjs` counts what
/// it blocks.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; worker-src 'self'; font-src 'self'";
/// A page that stands for other people's: it has the playground in a frame, and a policy is its own affair.
const DEMO: &str = "demo";
/// How many ports after the wanted one are tried.
const PORTS: u16 = 20;

/// A running server; it ends with the program.
pub(crate) struct Server {
    url: String,
    thread: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Serves a folder at the wanted port, or at the next free one. Port 0 is any free one.
    ///
    /// # Errors
    /// When no port can be had.
    pub(crate) fn start(folder: &Path, host: &str, port: u16) -> Result<Self> {
        let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
        let mut error = None;
        let listener = (port..=last)
            .chain([0])
            .find_map(|port| TcpListener::bind((host, port)).map_err(|refused| error = Some(refused)).ok())
            .with_context(|| {
                format!("no port could be opened at {host}: {}", error.map_or_else(String::new, |why| why.to_string()))
            })?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}/", listener.local_addr()?);
        let site = Router::new().fallback(answer).with_state(Arc::new(Site::new(folder)));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let thread = std::thread::spawn(move || {
            runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, site).await })
        });
        Ok(Self { url, thread })
    }

    /// The address of the page.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Serves until the program is ended.
    pub(crate) fn run(self) {
        let _ = self.thread.join();
    }
}

/// Answers a request. Files are read and compressed beside the connections, or one large file would hold up all of them.
async fn answer(
    State(site): State<Arc<Site>>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> response::Result<Response> {
    if !matches!(method, Method::GET | Method::HEAD) {
        return Err(StatusCode::METHOD_NOT_ALLOWED.into());
    }
    let answer = tokio::task::spawn_blocking(move || site.answer(uri.path(), &asked)).await;
    let answer = answer.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(answer.unwrap_or_else(|why| (StatusCode::INTERNAL_SERVER_ERROR, why.to_string()).into_response()))
}

/// A file as it was: its length and when it was changed.
type Version = (u64, u128);
/// Compressed files, each with the version of the file that it was made of.
type Compressed = HashMap<PathBuf, (Version, Bytes)>;

struct Site {
    folder: PathBuf,
    /// Large modules would take a second each time otherwise.
    compressed: Mutex<Compressed>,
}

impl Site {
    fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), compressed: Mutex::default() }
    }

    fn answer(&self, url: &str, asked: &HeaderMap) -> Result<Response> {
        let Some((path, version)) = self.find(url) else {
            return Ok((StatusCode::NOT_FOUND, "There is nothing here.").into_response());
        };
        let says = |name, what: &str| asked.get(name).is_some_and(|it| it.to_str().is_ok_and(|it| it.contains(what)));
        let (mime, compressible) = kind(&path);
        let tag = format!("W/\"{:x}-{:x}\"", version.0, version.1);
        let gzip = compressible && says(header::ACCEPT_ENCODING, "gzip");
        let mut response = Response::builder()
            .header(header::CONTENT_TYPE, mime)
            .header(header::CACHE_CONTROL, "no-cache")
            .header(header::ETAG, &tag)
            .header(header::VARY, "Accept-Encoding");
        if !path.starts_with(self.folder.join(DEMO)) {
            response = response.header(header::CONTENT_SECURITY_POLICY, POLICY);
        }
        if gzip {
            response = response.header(header::CONTENT_ENCODING, "gzip");
        }
        if says(header::IF_NONE_MATCH, &tag) {
            return Ok(response.status(StatusCode::NOT_MODIFIED).body(Body::empty())?);
        }
        // Whole answers with their length, never in chunks.
        let body = if gzip { self.compressed(&path, version)? } else { std::fs::read(&path)?.into() };
        Ok(response.body(body.into())?)
    }

    /// The file that a URL names, and its version.
    fn find(&self, url: &str) -> Option<(PathBuf, Version)> {
        let mut path = self.folder.join(relative(url)?);
        if path.is_dir() {
            path.push("index.html");
        }
        let meta = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let changed = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some((path, (meta.len(), changed.as_nanos())))
    }

    fn compressed(&self, path: &Path, version: Version) -> std::io::Result<Bytes> {
        let lock = || self.compressed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = lock().get(path).filter(|(known, _)| *known == version) {
            return Ok(bytes.clone());
        }
        let bytes: Bytes = crate::sizes::gzip(&std::fs::read(path)?, Compression::default())?.into();
        lock().insert(path.to_path_buf(), (version, bytes.clone()));
        Ok(bytes)
    }
}

/// The path inside the site, or nothing if the URL leaves it.
fn relative(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => u8::try_from(digit(rest.next()?)? * 16 + digit(rest.next()?)?).ok()?,
            byte => byte,
        });
    }
    let path = PathBuf::from(String::from_utf8(bytes).ok()?.trim_start_matches('/'));
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn digit(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(16)
}

/// The media type of a file, and whether gzip makes it smaller.
fn kind(path: &Path) -> (&'static str, bool) {
    match path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default() {
        "html" => ("text/html; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "css" => ("text/css; charset=utf-8", true),
        "json" | "map" => ("application/json", true),
        "svg" => ("image/svg+xml", true),
        "ftl" | "txt" | "md" => ("text/plain; charset=utf-8", true),
        "csv" => ("text/csv; charset=utf-8", true),
        "webmanifest" => ("application/manifest+json", true),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "webp" => ("image/webp", false),
        "ico" => ("image/x-icon", false),
        "woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::time::Duration;

    use super::*;

    fn ask(server: &Server, request: &str) -> (String, Vec<u8>) {
        let address = server.url().trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "{request}\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        (String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase(), answer[end + 4..].to_vec())
    }

    #[test]
    fn a_site_is_served() {
        let folder = std::env::temp_dir().join(format!("gradient-garden-serve-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let page = "<p>garden</p>".repeat(100);
        std::fs::write(folder.join("index.html"), &page).unwrap();
        std::fs::write(folder.join("a.wasm"), b"\0asm").unwrap();
        std::fs::create_dir_all(folder.join("demo")).unwrap();
        std::fs::write(folder.join("demo/embed.html"), &page).unwrap();
        let server = Server::start(&folder, "127.0.0.1", 0).unwrap();

        let (head, body) = ask(&server, "GET /?v=1 HTTP/1.1");
        assert!(head.starts_with("http/1.1 200") && head.contains("text/html") && head.contains("no-cache"), "{head}");
        assert_eq!(body, page.as_bytes());
        let policy =
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
        assert!(head.contains(policy), "{head}");
        assert!(!ask(&server, "GET /demo/embed.html HTTP/1.1").0.contains("policy"), "a host's policy is its own");

        let (head, body) = ask(&server, "GET / HTTP/1.1\r\nAccept-Encoding: gzip, br");
        assert!(head.contains("content-encoding: gzip") && head.contains("content-length"), "{head}");
        let mut text = String::new();
        flate2::read::GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, page);

        let tag = head.split("etag: ").nth(1).unwrap().lines().next().unwrap().replace("w/", "W/");
        assert!(ask(&server, &format!("GET / HTTP/1.1\r\nIf-None-Match: {tag}")).0.starts_with("http/1.1 304"));
        assert!(ask(&server, "GET /a.wasm HTTP/1.1").0.contains("application/wasm"));
        assert!(ask(&server, "GET /nothing HTTP/1.1").0.starts_with("http/1.1 404"));
        assert!(ask(&server, "POST / HTTP/1.1").0.starts_with("http/1.1 405"));
        assert_ne!(
            Server::start(&folder, "127.0.0.1", port(&server)).unwrap().url(),
            server.url(),
            "the next free port"
        );
        std::fs::remove_dir_all(&folder).unwrap();
    }

    fn port(server: &Server) -> u16 {
        server.url().rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap()
    }

    /// Browsers open several connections at once and keep them. A pool of threads that counts its idle ones too late leaves one of
    /// them without an answer, now and then, and a page that never comes.
    #[test]
    fn connections_that_come_together_are_all_answered() {
        let folder = std::env::temp_dir().join(format!("gradient-garden-crowd-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), "garden").unwrap();
        let server = Server::start(&folder, "127.0.0.1", 0).unwrap();
        let address = server.url().trim_start_matches("http://").trim_end_matches('/');
        for round in 0..400 {
            let mut crowd: Vec<_> = (0..6).map(|_| TcpStream::connect(address).unwrap()).collect();
            for stream in &mut crowd {
                stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                write!(stream, "GET / HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
            }
            for stream in &mut crowd {
                let mut start = [0; 12];
                stream.read_exact(&mut start).unwrap_or_else(|why| panic!("round {round}: {why}"));
                assert_eq!(&start, b"HTTP/1.1 200");
            }
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_url_stays_inside_the_site() {
        assert_eq!(relative("/data/a%20b.bin?v=1#x"), Some(PathBuf::from("data/a b.bin")));
        assert_eq!(relative("/"), Some(PathBuf::new()));
        for outside in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/a/../../b", "/%zz", "/%ff", "/%2"] {
            assert_eq!(relative(outside), None, "{outside}");
        }
    }
}
