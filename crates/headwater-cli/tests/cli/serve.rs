use super::{args, headwater, pile};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn prints_the_address_and_answers_there() {
    let (root, elsewhere) = (pile(), tempfile::tempdir().unwrap());
    let case = elsewhere.path().join("case");
    let run = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(run.code, 0, "{}", run.err);
    let mut server = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .arg("serve")
        .arg(&case)
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let told = BufReader::new(server.stdout.take().unwrap()).read_line(&mut line);
    let address = line
        .split("http://")
        .nth(1)
        .and_then(|a| a.split('/').next());
    let answer = address.map(|address| {
        let mut stream = TcpStream::connect(address).unwrap();
        let ask = format!("GET / HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        stream.write_all(ask.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map(|_| answer)
    });
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(
        told.is_ok() && address.is_some_and(|a| a.starts_with("127.0.0.1:")),
        "{line}"
    );
    let answer = answer.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("sandbank"), "{answer}");
}

#[test]
fn what_is_no_case_is_told() {
    let nothing = tempfile::tempdir().unwrap();
    let done = headwater(args("serve", &[nothing.path()]));
    assert_eq!(done.code, 1);
    assert!(done.err.contains("is not a case"), "{}", done.err);
}
