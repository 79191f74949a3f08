//! A lean HTTP/1.1 client over one kept-alive connection: what it costs itself must not show in what it measures.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);
const HEAD_END: &[u8] = b"\r\n\r\n";

/// One connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

/// A request; `headers` are whole lines with their ends.
pub struct Request<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub headers: &'a str,
    pub body: &'a [u8],
}

impl Request<'_> {
    pub fn get<'a>(path: &'a str, headers: &'a str) -> Request<'a> {
        Request {
            method: "GET",
            path,
            headers,
            body: b"",
        }
    }
}

impl Connection {
    /// Connects to a base address such as `http://127.0.0.1:8080`.
    pub fn open(base: &str) -> io::Result<Connection> {
        let address = base.trim_start_matches("http://");
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Connection {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Has more patience with what comes.
    pub fn wait_for(&mut self, patience: Duration) -> io::Result<()> {
        self.stream.set_read_timeout(Some(patience))
    }

    /// Sends a request and reads its answer whole.
    pub fn send(&mut self, request: &Request<'_>) -> io::Result<Answer> {
        let Request {
            method,
            path,
            headers,
            body,
        } = request;
        let mut sent = Vec::with_capacity(512 + body.len());
        let length = body.len();
        write!(
            sent,
            "{method} {path} HTTP/1.1\r\nHost: bench\r\nContent-Length: {length}\r\n{headers}\r\n"
        )?;
        sent.extend_from_slice(body);
        self.stream.write_all(&sent)?;
        self.receive()
    }

    fn receive(&mut self) -> io::Result<Answer> {
        self.buffer.clear();
        let head_length = loop {
            let found = self
                .buffer
                .windows(HEAD_END.len())
                .position(|window| window == HEAD_END);
            match found {
                Some(at) => break at + HEAD_END.len(),
                None => self.read_more()?,
            }
        };
        let head = String::from_utf8_lossy(&self.buffer[..head_length]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::other(format!("no status: {head}")))?;
        let length = match header(&head, "content-length").map(str::parse) {
            Some(Ok(length)) => length,
            None if status == 204 || status == 304 => 0,
            Some(Err(_)) | None => return Err(io::Error::other(format!("no length: {head}"))),
        };
        while self.buffer.len() < head_length + length {
            self.read_more()?;
        }
        let body = self.buffer[head_length..head_length + length].to_vec();
        Ok(Answer { status, head, body })
    }

    fn read_more(&mut self) -> io::Result<()> {
        let mut chunk = [0; 32 * 1024];
        let read = self.stream.read(&mut chunk)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.buffer.extend_from_slice(&chunk[..read]);
        Ok(())
    }
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The beginning of the body, to show beside an unexpected status.
    pub fn shown(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        format!("{}: {}", self.status, text.chars().take(300).collect::<String>())
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn an_answer_is_read_whole_however_it_arrives() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 1024];
            let read = stream.read(&mut asked).unwrap();
            for part in [
                "HTTP/1.1 200 OK\r\nETag: \"7\"\r\nConte",
                "nt-Length: 5\r\n\r\nhe",
                "llo",
            ] {
                stream.write_all(part.as_bytes()).unwrap();
                stream.flush().unwrap();
                std::thread::sleep(Duration::from_millis(5));
            }
            String::from_utf8_lossy(&asked[..read]).into_owned()
        });
        let mut connection = Connection::open(&base).unwrap();
        let answer = connection.send(&Request::get("/a", "Accept: x\r\n")).unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, b"hello".as_slice()));
        assert_eq!(answer.header("etag"), Some("\"7\""));
        let asked = server.join().unwrap();
        assert_eq!(
            asked,
            "GET /a HTTP/1.1\r\nHost: bench\r\nContent-Length: 0\r\nAccept: x\r\n\r\n"
        );
    }
}
