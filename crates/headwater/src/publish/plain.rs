//! Values of the tables in words that need no key: 'more than 12 people' for '(12,∞) people'.

use crate::model::AttributionGap;

/// The value of a side of a discrepancy: intervals and lengths of time in words, all else as it is.
pub fn value(value: &str) -> String {
    interval(value)
        .or_else(|| length(value))
        .unwrap_or_else(|| value.to_string())
}

/// '[8,∞) months' as 'at least 8 months'.
fn interval(value: &str) -> Option<String> {
    let (open, rest) = value.split_at_checked(1)?;
    let end = rest.find([']', ')'])?;
    let (low, high) = rest[..end].split_once(',')?;
    let strict = open == "(";
    let number = |n: &str| n.parse::<f64>().is_ok().then(|| thousands(n));
    let range = match (low, high) {
        ("-∞", "∞") => "some".to_string(),
        (low, "∞") if strict => format!("more than {}", number(low)?),
        (low, "∞") => format!("at least {}", number(low)?),
        ("-∞", high) if rest[end..].starts_with(')') => format!("less than {}", number(high)?),
        ("-∞", high) => format!("at most {}", number(high)?),
        (low, high) if low == high => number(low)?,
        (low, high) => format!("{} to {}", number(low)?, number(high)?),
    };
    let is_interval = open == "[" || strict;
    is_interval.then(|| format!("{range}{}", &rest[end + 1..]))
}

/// '1200000' as '1,200,000'.
fn thousands(number: &str) -> String {
    let (whole, part) = number
        .find('.')
        .map_or((number, ""), |at| number.split_at(at));
    let digits = whole.trim_start_matches('-').len();
    if digits < 5 {
        return number.to_string();
    }
    let mut out = String::new();
    for (n, letter) in whole.chars().enumerate() {
        let left = whole.len() - n;
        if n > 0 && left.is_multiple_of(3) && !out.ends_with('-') {
            out.push(',');
        }
        out.push(letter);
    }
    out + part
}

/// 'at least P8M' as 'at least 8 months' (TIMEX3 durations of one unit).
fn length(value: &str) -> Option<String> {
    let (hedge, last) = value.rsplit_once(' ').unwrap_or(("", value));
    let period = last.strip_prefix('P')?;
    let (clock, period) = match period.strip_prefix('T') {
        Some(period) => (true, period),
        None => (false, period),
    };
    let at = period.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = period.split_at(at);
    let unit = match (unit, clock) {
        ("S", true) => "second",
        ("M", true) => "minute",
        ("H", true) => "hour",
        ("D", false) => "day",
        ("W", false) => "week",
        ("M", false) => "month",
        ("Y", false) => "year",
        ("DE", false) => "decade",
        ("CE", false) => "century",
        _ => return None,
    };
    let plural = match (number, unit) {
        ("", _) => return None,
        ("1", _) => unit.to_string(),
        (_, "century") => "centuries".into(),
        _ => format!("{unit}s"),
    };
    Some(
        format!("{hedge} {number} {plural}")
            .trim_start()
            .to_string(),
    )
}

/// What a kind of discrepancy means.
pub fn kind(kind: &str) -> &str {
    match kind {
        "number" => "different numbers",
        "bound" => "different limits: exact, at least, at most",
        "time" => "different times",
        "place" => "different places",
        "name" => "different names",
        "medium" => "different media: sound, picture, print",
        "speaker" => "said by different people",
        "polarity" => "said here, denied there",
        "modality" => "certain here, possible there",
        "role" => "different roles",
        "condition" => "in danger here, out of danger there",
        "attribution" => "different sources",
        "update" => "figures of different times",
        "wording" => "cites other words than its source has",
        other => other,
    }
}

/// 'takes 43 % of its text from others, credits 40 %'.
pub fn takes(gap: &AttributionGap) -> String {
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let (least, most) = (percent(gap.reused), percent(gap.reused_max));
    if gap.reused == 0.0 {
        return format!("shares {most} of its text with others; who took it is not shown");
    }
    let taken = match least == most {
        true => least,
        false => format!("{least} to {most}"),
    };
    let credited = match gap.credited {
        0.0 => "none of it".into(),
        share => percent(share),
    };
    format!("takes {taken} of its text from others, credits {credited}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_words() {
        for (given, told) in [
            ("[12,12] people", "12 people"),
            ("(12,∞) people", "more than 12 people"),
            ("[12,∞)", "at least 12"),
            ("(-∞,8] people", "at most 8 people"),
            ("(-∞,8) people", "less than 8 people"),
            ("[3,5] days", "3 to 5 days"),
            ("[1200000,1200000] USD", "1,200,000 USD"),
            ("[-25000.5,-25000.5]", "-25,000.5"),
            ("at most P8M", "at most 8 months"),
            ("PT1H", "1 hour"),
            ("P2DE", "2 decades"),
            ("P1Y6M", "P1Y6M"),
            ("2015-09-09", "2015-09-09"),
            ("Ilyan Dvorek", "Ilyan Dvorek"),
            ("Pat", "Pat"),
            ("(sic), perhaps", "(sic), perhaps"),
            ("", ""),
            ("é", "é"),
        ] {
            assert_eq!(value(given), told);
        }
    }

    #[test]
    fn what_is_taken_is_told_with_what_is_credited() {
        let gap = |reused, reused_max, credited| AttributionGap {
            document: None,
            outlet: None,
            length: 100,
            reused,
            reused_max,
            credited,
            gap: 0.0,
            uncredited: Vec::new(),
            rule: "".into(),
        };
        let told = takes(&gap(0.4, 0.43, 0.0));
        assert_eq!(
            told,
            "takes 40 % to 43 % of its text from others, credits none of it"
        );
        let told = takes(&gap(0.0, 0.8, 0.0));
        assert_eq!(
            told,
            "shares 80 % of its text with others; who took it is not shown"
        );
    }
}
