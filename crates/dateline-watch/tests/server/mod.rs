//! A real HTTP server on loopback that answers as each test wants, and remembers what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One answer: its bytes as they go over the wire, the silence before the last of them.
#[derive(Clone)]
pub struct Reply {
    pub bytes: Vec<u8>,
    pub silence: Duration,
}

/// What was asked: the path, and the head in lower case.
pub type Asked = Arc<Mutex<Vec<(String, String)>>>;

pub struct Server {
    pub base: String,
    pub asked: Asked,
    replies: Arc<Mutex<BTreeMap<String, Reply>>>,
}

impl Server {
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked: Asked = Arc::default();
        let replies: Arc<Mutex<BTreeMap<String, Reply>>> = Arc::default();
        let (log, book) = (asked.clone(), replies.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, book) = (log.clone(), book.clone());
                std::thread::spawn(move || serve(stream, &log, &book));
            }
        });
        Server { base, asked, replies }
    }

    /// From now on, `path` is answered with this head and body.
    pub fn at(&self, path: &str, status: &str, head: &str, body: &[u8]) {
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{head}\r\n", body.len());
        self.raw(path, [head.as_bytes(), body].concat(), Duration::ZERO);
    }

    pub fn raw(&self, path: &str, bytes: Vec<u8>, silence: Duration) {
        self.replies.lock().unwrap().insert(path.to_owned(), Reply { bytes, silence });
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }

    pub fn times(&self, path: &str) -> usize {
        self.paths().iter().filter(|p| *p == path).count()
    }
}

fn serve(mut stream: TcpStream, log: &Asked, book: &Mutex<BTreeMap<String, Reply>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|n| n > 0) && !head.ends_with("\r\n\r\n") {}
    let path = head.split(' ').nth(1).unwrap_or("").to_owned();
    log.lock().unwrap().push((path.clone(), head.to_ascii_lowercase()));
    let missing =
        Reply { bytes: b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(), silence: Duration::ZERO };
    let reply = book.lock().unwrap().get(&path).cloned().unwrap_or(missing);
    // A conditional request that names the mark of the answer gets no body.
    let text = String::from_utf8_lossy(&reply.bytes).to_ascii_lowercase();
    let etag = text.split("etag: ").nth(1).and_then(|rest| rest.split("\r\n").next().map(str::to_owned));
    if etag.is_some_and(|etag| head.to_ascii_lowercase().contains(&format!("if-none-match: {etag}"))) {
        let _ = stream.write_all(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
        return;
    }
    let bytes = String::from_utf8_lossy(&reply.bytes)
        .find("\r\n")
        .map_or(reply.bytes.clone(), |at| [&reply.bytes[..at], b"\r\nConnection: close", &reply.bytes[at..]].concat());
    let early = if reply.silence.is_zero() { bytes.len() } else { bytes.len() / 2 };
    let _ = stream.write_all(&bytes[..early]);
    std::thread::sleep(reply.silence);
    let _ = stream.write_all(&bytes[early..]);
}
