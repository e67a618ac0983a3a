//! Time expressions before they are anchored: a chain of steps from a day to a period.

use super::{Day, Period, Unit};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Which of the recurring periods a step takes, seen from the period reached so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `<`: the latest that begins no later.
    Past,
    /// `<<`: the latest that ends before.
    Before,
    /// `>`: the earliest that begins no sooner.
    Future,
    /// `>>`: the earliest that begins after.
    After,
    /// `=`: the earliest that begins inside.
    Inside,
    /// `~`: the nearest, the past one when two are as near.
    Nearest,
    /// `~<`: the nearest where it begins within `CLOSE` days, else the latest.
    NearOrPast,
    /// `~>`: the nearest where it begins within `CLOSE` days, else the next.
    NearOrFuture,
}

/// Days within which news leaves it to the reader whether a month or day lies ahead or back.
const CLOSE: i32 = 92;

const DIRECTIONS: [(Direction, &str); 8] = [
    (Direction::NearOrPast, "~<"),
    (Direction::NearOrFuture, "~>"),
    (Direction::Before, "<<"),
    (Direction::After, ">>"),
    (Direction::Past, "<"),
    (Direction::Future, ">"),
    (Direction::Inside, "="),
    (Direction::Nearest, "~"),
];

/// A period that recurs: `XXXX-WXX-3`, `XXXX-WXX-WE`, `XXXX-XX-14`, `XXXX-06`, `XXXX-09-30`,
/// `XXXX-Q3`, `XXXX-H1`, `XXXX-SP`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring(Box<str>);

impl Recurring {
    /// How far one is from the next.
    fn cycle(&self) -> Unit {
        if self.0.starts_with("XXXX-WXX") {
            Unit::Week
        } else if self.0.starts_with("XXXX-XX") {
            Unit::Month
        } else {
            Unit::Year
        }
    }

    /// The one in the cycle that holds `day`, if there is one.
    fn near(&self, day: Day) -> Option<Period> {
        let cycle = Period::of(day, self.cycle())?;
        let known = match self.cycle() {
            Unit::Week => format!("{cycle}{}", self.0.get(8..)?),
            Unit::Month => format!("{cycle}{}", self.0.get(7..)?),
            _ => format!("{cycle}{}", self.0.get(4..)?),
        };
        Period::parse(&known)
    }

    /// The one that lies so from `from`. Eight years suffice for 29 February,
    /// three months for the 31st.
    fn find(&self, direction: Direction, from: Period) -> Option<Period> {
        let cycle = Period::of(from.first(), self.cycle())?;
        let reach = if self.cycle() == Unit::Year { 8 } else { 3 };
        let around =
            (-reach..=reach).filter_map(|n| self.near(cycle.plus(n, self.cycle())?.first()));
        let distance = |p: &Period| p.first().since(from.first()).abs();
        let fits = |p: &Period| match direction {
            Direction::NearOrPast => p.first() <= from.first() || distance(p) <= CLOSE,
            Direction::NearOrFuture => p.first() >= from.first() || distance(p) <= CLOSE,
            Direction::Past => p.first() <= from.first(),
            Direction::Before => p.last() < from.first(),
            Direction::Future => p.first() >= from.first(),
            Direction::After => p.first() > from.last(),
            Direction::Inside => p.first() >= from.first() && p.first() <= from.last(),
            Direction::Nearest => true,
        };
        around.filter(fits).min_by_key(distance)
    }
}

/// One step from a period to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `^Y`: the year, month … that holds it.
    Within(Unit),
    /// `-8M`: the month that lies eight months before the one that holds it.
    Shift(i32, Unit),
    /// `-1Y=`: as far away, but of the same unit as before.
    Move(i32, Unit),
    /// `<XXXX-WXX-3`: the period of that shape that lies so.
    Find(Direction, Recurring),
    /// `T10:35`, `TNI`: a time of that day.
    Clock(Box<str>),
}

impl Step {
    fn apply(&self, from: Period) -> Option<Period> {
        match self {
            Step::Within(unit) => Period::of(from.first(), *unit),
            Step::Shift(count, unit) => Period::of(from.first(), *unit)?.plus(*count, *unit),
            Step::Move(count, unit) => from.plus(*count, *unit),
            Step::Find(direction, recurring) => recurring.find(*direction, from),
            Step::Clock(_) => Some(from),
        }
    }
}

impl FromStr for Step {
    type Err = ();

    fn from_str(text: &str) -> Result<Step, ()> {
        if let Some(unit) = text.strip_prefix('^') {
            return Unit::parse(unit).map(Step::Within).ok_or(());
        }
        if text.starts_with('T') {
            return Ok(Step::Clock(text.into()));
        }
        if text.starts_with(['+', '-']) {
            let (body, keep) = text.strip_suffix('=').map_or((text, false), |b| (b, true));
            let letters = body.find(|c: char| c.is_ascii_uppercase()).ok_or(())?;
            let count = body[..letters].parse().map_err(|_| ())?;
            let unit = Unit::parse(&body[letters..]).ok_or(())?;
            let step = if keep { Step::Move } else { Step::Shift };
            return Ok(step(count, unit));
        }
        let (direction, sign) = (DIRECTIONS.iter())
            .find(|(_, sign)| text.starts_with(sign))
            .ok_or(())?;
        let recurring = Recurring(text[sign.len()..].into());
        // Of every shape there is one in any leap year.
        let known = Day::new(2000, 1, 1).and_then(|d| recurring.near(d));
        known.map(|_| Step::Find(*direction, recurring)).ok_or(())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Within(unit) => write!(f, "^{}", unit.letters()),
            Step::Shift(count, unit) => write!(f, "{count:+}{}", unit.letters()),
            Step::Move(count, unit) => write!(f, "{count:+}{}=", unit.letters()),
            Step::Find(direction, recurring) => {
                let sign = DIRECTIONS.iter().find(|(d, _)| d == direction);
                write!(f, "{}{}", sign.map_or("", |(_, sign)| sign), recurring.0)
            }
            Step::Clock(clock) => f.write_str(clock),
        }
    }
}

/// Where the chain of a form begins.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Start {
    /// `now`: the day on which the document was published.
    Now,
    /// A period that the words name in full.
    Period(Period),
    /// A value that no anchor changes: 'P8M', 'PRESENT_REF', 'XXXX-05'.
    Value(Box<str>),
}

/// What a time expression means before it is anchored, as a chain of steps: 'on Wednesday' is
/// `now <XXXX-WXX-3`, 'June this year' `now ^Y =XXXX-06`, 'eight months ago' `now -8M`, 'two
/// days later' after 'May 3, 2015' `2015-05-03 +2D`, 'three hours' just `PT3H`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Form {
    start: Start,
    steps: Vec<Step>,
}

impl Form {
    /// The form is the same on any day of publication.
    pub fn is_fixed(&self) -> bool {
        self.start != Start::Now
    }

    /// The period that it means in a document published on `day`; `None` for durations and sets.
    pub fn period(&self, day: Option<Day>) -> Option<Period> {
        let start = match &self.start {
            Start::Now => Period::of(day?, Unit::Day)?,
            Start::Period(period) => *period,
            Start::Value(_) => return None,
        };
        self.steps.iter().try_fold(start, |at, step| step.apply(at))
    }

    /// The TIMEX3 value in a document published on `day`; partial when that is not known.
    pub fn value(&self, day: Option<Day>) -> String {
        let clock = self.steps.iter().rev().find_map(|step| match step {
            Step::Clock(clock) => Some(&**clock),
            _ => None,
        });
        let date = match (&self.start, self.period(day)) {
            (Start::Value(value), _) => value.to_string(),
            (_, Some(period)) => period.to_string(),
            (_, None) => self.partial(),
        };
        date + clock.unwrap_or("")
    }

    fn partial(&self) -> String {
        let mut value = Unit::Day.unknown().to_string();
        for step in &self.steps {
            match step {
                Step::Within(unit) | Step::Shift(_, unit) => value = unit.unknown().to_string(),
                Step::Find(_, recurring) => value = recurring.0.to_string(),
                Step::Move(..) | Step::Clock(_) => {}
            }
        }
        value
    }

    /// The unit of what it means: of 'last year' the year; `None` for durations and sets.
    pub fn unit(&self) -> Option<Unit> {
        self.period(Day::new(2000, 1, 1)).map(Period::unit)
    }

    /// How far back from its anchor it lies, for 'eight months ago'.
    pub fn ago(&self) -> Option<(i32, Unit)> {
        match self.steps.last() {
            Some(&Step::Shift(count, unit)) if count < 0 => Some((-count, unit)),
            _ => None,
        }
    }

    /// This form with more steps after it, its clock left out.
    pub fn then(&self, steps: impl IntoIterator<Item = Step>) -> Form {
        let mut form = self.clone();
        form.steps.retain(|step| !matches!(step, Step::Clock(_)));
        form.steps.extend(steps);
        form
    }

    /// Its steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl FromStr for Form {
    type Err = String;

    fn from_str(text: &str) -> Result<Form, String> {
        let mut words = text.split(' ');
        let start = match words.next().unwrap_or("") {
            "now" => Start::Now,
            "" => return Err("a form of a time expression is empty".into()),
            value => Period::parse(value).map_or(Start::Value(value.into()), Start::Period),
        };
        let step = |word: &str| {
            let wrong = |()| format!("'{word}' in '{text}' is no step of a time expression");
            word.parse().map_err(wrong)
        };
        let steps = words.map(step).collect::<Result<_, _>>()?;
        Ok(Form { start, steps })
    }
}

impl TryFrom<String> for Form {
    type Error = String;

    fn try_from(text: String) -> Result<Form, String> {
        text.parse()
    }
}

impl From<Form> for String {
    fn from(form: Form) -> String {
        form.to_string()
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.start {
            Start::Now => f.write_str("now")?,
            Start::Period(period) => write!(f, "{period}")?,
            Start::Value(value) => f.write_str(value)?,
        }
        self.steps.iter().try_for_each(|step| write!(f, " {step}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_resolve() {
        // Form, value in a document of Saturday 12 September 2015, value in one without a date.
        let cases = [
            ("now", "2015-09-12", "XXXX-XX-XX"),
            ("now <XXXX-WXX-3", "2015-09-09", "XXXX-WXX-3"),
            ("now <XXXX-WXX-6", "2015-09-12", "XXXX-WXX-6"),
            ("now <<XXXX-WXX-6", "2015-09-05", "XXXX-WXX-6"),
            ("now >XXXX-WXX-3 TNI", "2015-09-16TNI", "XXXX-WXX-3TNI"),
            ("now <XXXX-WXX-WE", "2015-W37-WE", "XXXX-WXX-WE"),
            ("now ^Y =XXXX-06", "2015-06", "XXXX-06"),
            ("now <XXXX-09", "2015-09", "XXXX-09"),
            ("now <<XXXX-09", "2014-09", "XXXX-09"),
            ("now <XXXX-02-29", "2012-02-29", "XXXX-02-29"),
            ("now ~XXXX-12-01", "2015-12-01", "XXXX-12-01"),
            ("now <XXXX-XX-31", "2015-08-31", "XXXX-XX-31"),
            ("now <<XXXX-SP", "2015-SP", "XXXX-SP"),
            ("now -8M", "2015-01", "XXXX-XX"),
            ("now -1Y =XXXX-07", "2014-07", "XXXX-07"),
            ("now <<XXXX-Q2 -1Y=", "2014-Q2", "XXXX-Q2"),
            ("now -1W", "2015-W36", "XXXX-WXX"),
            ("2015-05-03 +2D", "2015-05-05", "2015-05-05"),
            ("198X", "198X", "198X"),
            ("P8M", "P8M", "P8M"),
            ("PRESENT_REF", "PRESENT_REF", "PRESENT_REF"),
        ];
        for (form, value, partial) in cases {
            let parsed: Form = form.parse().expect(form);
            assert_eq!(parsed.to_string(), form);
            assert_eq!(parsed.value(Day::new(2015, 9, 12)), value, "{form}");
            assert_eq!(parsed.value(None), partial, "{form}");
        }
        for wrong in ["", "now -8", "now <XXXX-13", "now ^L", "now x", "now +é"] {
            assert!(wrong.parse::<Form>().is_err(), "{wrong}");
        }
    }
}
