//! A small static server: right types, gzip, no stale files, and a strict content policy.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use anyhow::{Result, anyhow};
use flate2::Compression;
use tiny_http::{Header, Method, Request, Response};

/// A browser opens six connections to one host.
const THREADS: usize = 6;
/// What the page is allowed to do: nothing but what it needs. README.md names it for other hosts, and `csp.spec.mjs` counts what
/// it blocks.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; worker-src 'self'; font-src 'self'";
/// A page that stands for other people's: it has the playground in a frame, and a policy is its own affair.
const DEMO: &str = "demo";
/// How many ports after the wanted one are tried.
const PORTS: u16 = 20;

/// A running server; it ends with the program.
pub struct Server {
    url: String,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Server {
    /// Serves a folder at the wanted port, or at the next free one. Port 0 is any free one.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(folder: &Path, host: &str, port: u16) -> Result<Self> {
        let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
        let mut error = None;
        let server = (port..=last)
            .chain([0])
            .find_map(|port| tiny_http::Server::http((host, port)).map_err(|refused| error = Some(refused)).ok())
            .ok_or_else(|| {
                anyhow!("no port could be opened at {host}: {}", error.map_or_else(String::new, |e| e.to_string()))
            })?;
        let url = format!("http://{}/", server.server_addr());
        let (server, site) = (Arc::new(server), Arc::new(Site::new(folder)));
        let threads = (0..THREADS)
            .map(|_| {
                let (server, site) = (Arc::clone(&server), Arc::clone(&site));
                std::thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        // A browser that went away in the middle of an answer is not this program's trouble.
                        let _ = site.answer(request);
                    }
                })
            })
            .collect();
        Ok(Self { url, threads })
    }

    /// The address of the page.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Serves until the program is ended.
    pub fn run(self) {
        for thread in self.threads {
            let _ = thread.join();
        }
    }
}

/// A file as it was: its length and when it was changed.
type Version = (u64, u128);
/// Compressed files, each with the version of the file that it was made of.
type Compressed = HashMap<PathBuf, (Version, Arc<[u8]>)>;

struct Site {
    folder: PathBuf,
    /// Large modules would take a second each time otherwise.
    compressed: Mutex<Compressed>,
}

impl Site {
    fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), compressed: Mutex::default() }
    }

    fn answer(&self, request: Request) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(Response::empty(405));
        }
        let Some((path, version)) = self.find(request.url()) else {
            return request.respond(Response::from_string("There is nothing here.").with_status_code(404));
        };
        let (mime, compressible) = kind(&path);
        let tag = format!("W/\"{:x}-{:x}\"", version.0, version.1);
        let gzip = compressible && value(&request, "Accept-Encoding").is_some_and(|known| known.contains("gzip"));
        let is_own = !path.starts_with(self.folder.join(DEMO));
        let headers = [
            is_own.then(|| header("Content-Security-Policy", POLICY)).flatten(),
            header("Content-Type", mime),
            header("Cache-Control", "no-cache"),
            header("ETag", &tag),
            header("Vary", "Accept-Encoding"),
            gzip.then(|| header("Content-Encoding", "gzip")).flatten(),
        ];
        let headers = headers.into_iter().flatten().collect();
        if value(&request, "If-None-Match").is_some_and(|known| known.contains(&tag)) {
            return request.respond(Response::new(304.into(), headers, std::io::empty(), Some(0), None));
        }
        let body: Arc<[u8]> = if gzip { self.compressed(&path, version)? } else { std::fs::read(&path)?.into() };
        let length = body.len();
        // Whole answers with their length, never in chunks: a progress bar counts on it.
        let response = Response::new(200.into(), headers, std::io::Cursor::new(body), Some(length), None);
        request.respond(response.with_chunked_threshold(usize::MAX))
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

    fn compressed(&self, path: &Path, version: Version) -> std::io::Result<Arc<[u8]>> {
        let lock = || self.compressed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = lock().get(path).filter(|(known, _)| *known == version) {
            return Ok(Arc::clone(bytes));
        }
        let bytes: Arc<[u8]> = crate::sizes::gzip(&std::fs::read(path)?, Compression::default())?.into();
        lock().insert(path.to_path_buf(), (version, Arc::clone(&bytes)));
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

fn value<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

/// Only text from this file goes in, all of it ASCII, so there is always one.
fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

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

    #[test]
    fn a_url_stays_inside_the_site() {
        assert_eq!(relative("/data/a%20b.bin?v=1#x"), Some(PathBuf::from("data/a b.bin")));
        assert_eq!(relative("/"), Some(PathBuf::new()));
        for outside in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/a/../../b", "/%zz", "/%ff", "/%2"] {
            assert_eq!(relative(outside), None, "{outside}");
        }
    }
}
