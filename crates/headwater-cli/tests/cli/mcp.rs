use super::*;
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

/// What the server answers to these lines, one answer a line.
fn session(case: &Path, lines: &[String]) -> Vec<Value> {
    let mut server = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args([Path::new("mcp"), case])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    for line in lines {
        writeln!(input, "{line}").unwrap();
    }
    drop(input);
    let done = server.wait_with_output().unwrap();
    assert!(done.status.success());
    rows(&String::from_utf8(done.stdout).unwrap())
}

fn request(id: u64, method: &str, params: Value) -> String {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string()
}

/// The structured answers of calls to tools.
fn ask(case: &Path, calls: &[(&str, Value)]) -> Vec<Value> {
    let call = |(n, (tool, arguments)): (usize, &(&str, Value))| {
        let params = json!({"name": tool, "arguments": arguments});
        request(n as u64, "tools/call", params)
    };
    let lines: Vec<_> = calls.iter().enumerate().map(call).collect();
    let answers = session(case, &lines);
    assert_eq!(answers.len(), calls.len());
    let answer = |(n, answer): (usize, Value)| {
        assert_eq!(answer["id"], n);
        let text = answer["result"]["content"][0]["text"]
            .as_str()
            .unwrap()
            .to_string();
        match answer["result"]["isError"].as_bool().unwrap() {
            true => json!({"error": text}),
            false => {
                let structured = answer["result"]["structuredContent"].clone();
                assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), structured);
                structured
            }
        }
    };
    answers.into_iter().enumerate().map(answer).collect()
}

#[test]
fn a_session_begins_with_a_handshake() {
    let (_root, case) = case();
    let hello = |version: &str| json!({"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
    let initialized = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
    let answers = session(
        &case,
        &[
            request(1, "initialize", hello("2025-06-18")),
            initialized.into(),
            request(2, "ping", json!({})),
            request(3, "tools/list", json!({})),
            request(4, "initialize", hello("1999-01-01")),
        ],
    );
    let ids: Vec<_> = answers.iter().map(|a| a["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, [1, 2, 3, 4]);
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(answers[0]["result"]["serverInfo"]["name"], "headwater");
    assert_eq!(answers[1]["result"], json!({}));
    for tool in answers[2]["result"]["tools"].as_array().unwrap() {
        assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
    }
    assert_eq!(answers[3]["result"]["protocolVersion"], "2025-11-25");
}

#[test]
fn requests_may_name_their_version_instead() {
    let (_root, case) = case();
    let meta =
        |version: &str| json!({"_meta": {"io.modelcontextprotocol/protocolVersion": version}});
    let answers = session(
        &case,
        &[
            request(1, "server/discover", meta("2026-07-28")),
            request(2, "tools/list", meta("2026-07-28")),
            request(3, "tools/list", meta("2031-01-01")),
        ],
    );
    let supported = answers[0]["result"]["supportedVersions"]
        .as_array()
        .unwrap();
    assert!(supported.contains(&json!("2026-07-28")));
    assert_eq!(answers[1]["result"]["resultType"], "complete");
    assert_eq!(answers[2]["error"]["code"], -32022);
    assert_eq!(answers[2]["error"]["data"]["requested"], "2031-01-01");
}

#[test]
fn what_is_no_request_is_told() {
    let (_root, case) = case();
    let lines = [
        "{".to_string(),
        "[]".into(),
        r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#.into(),
        request(1, "resources/list", json!({})),
        request(2, "tools/call", json!({"name": "delete_everything"})),
        r#"{"jsonrpc":"2.0","id":9,"result":{}}"#.into(),
        String::new(),
        request(3, "ping", json!({})),
    ];
    let answers = session(&case, &lines);
    let codes: Vec<_> = answers
        .iter()
        .map(|a| a["error"]["code"].as_i64())
        .collect();
    assert_eq!(
        codes,
        [
            Some(-32700),
            Some(-32600),
            Some(-32600),
            Some(-32601),
            Some(-32602),
            None
        ]
    );
}

#[test]
fn answers_carry_document_offsets_and_words() {
    let (_root, case) = case();
    let first = ask(&case, &[("get_story", json!({"story": 1}))]);
    let collation = first[0]["collations"][0]["id"].clone();
    let document = first[0]["documents"][0]["id"].clone();
    let answers = ask(
        &case,
        &[
            ("list_stories", json!({"limit": 1})),
            ("get_collation", json!({"collation": collation})),
            (
                "get_document",
                json!({"document": document, "start_char": 0, "end_char": 5}),
            ),
            ("search_words", json!({"words": "HARBOUR  master"})),
            ("who_said_what", json!({"speaker": "Vesk"})),
            ("list_discrepancies", json!({"story": "1"})),
        ],
    );
    assert_eq!(answers[0]["stories"].as_array().unwrap().len(), 1);
    assert!(
        answers[1]["support"]["reasons"].is_array(),
        "{}",
        answers[1]
    );
    assert_eq!(answers[2]["passage"]["text"], "Ferry");
    let texts = table(&case, "texts");
    for place in answers[3]["places"].as_array().unwrap() {
        let words = &place["words"];
        let text = texts
            .iter()
            .find(|t| t["document"] == words["document"])
            .unwrap();
        let (start, end) = (
            words["start"].as_u64().unwrap(),
            words["end"].as_u64().unwrap(),
        );
        let found = &text["text"].as_str().unwrap()[start as usize..end as usize];
        assert_eq!(found, words["text"]);
        assert_eq!(found.to_lowercase(), "harbour master");
    }
    assert!(answers[3]["total"].as_u64().unwrap() >= 3, "{}", answers[3]);
    assert!(answers[4]["total"].as_u64().unwrap() >= 1, "{}", answers[4]);
    let words = answers[4]["quotations"][0]["contents"][0]["text"]
        .as_str()
        .unwrap();
    assert!(words.starts_with("We lost the light"), "{words}");
}

#[test]
fn wrong_questions_are_told_to_the_assistant() {
    let (_root, case) = case();
    let answers = ask(
        &case,
        &[
            ("get_story", json!({})),
            ("get_story", json!({"story": "99"})),
            ("search_words", json!({"words": "ferry", "limit": -1})),
            ("search_words", json!({"phrase": "ferry"})),
            ("who_said_what", json!({"speaker": "Nobody Atall"})),
        ],
    );
    for (answer, words) in answers.iter().zip([
        "story",
        "no story '99'",
        "limit",
        "no parameter 'phrase'",
        "nobody",
    ]) {
        assert!(
            answer["error"].as_str().unwrap().contains(words),
            "{answer}"
        );
    }
}
