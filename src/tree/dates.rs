//! Dates as TOML, YAML and people write them.
//!
//! [`parse`] reads `2026-05-12`, with a time (`T` or a space between), with seconds and fractions or without,
//! with `Z` or an offset (`+02:00`, `+0200`, `+02`) or without. What looks like a date and isn't one gets a reason and, where it can be
//! meant in only one way, the right spelling. Bare times are no dates here.

use super::Date;
use jiff::civil;

/// Why something is no date.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoDate {
    /// In a few words.
    pub(super) reason: String,
    /// The date it most likely stands for.
    pub(super) meant: Option<String>,
}

impl NoDate {
    /// The same with the time that is written behind the day, if it is one.
    fn with_time(self, rest: Option<&str>) -> Self {
        let (Some(day), Some(rest)) = (&self.meant, rest) else { return self };
        let whole = parse(&format!("{day} {rest}")).ok();
        Self { meant: whole.map(|date| date.to_string()).or(self.meant), ..self }
    }

    /// What to do; `assigned` writes the key with a date.
    pub(super) fn help(&self, assigned: impl Fn(&str) -> String) -> String {
        match &self.meant {
            Some(date) => format!("write `{}`", assigned(date)),
            None => format!("write year, month and day, as in `{}`", assigned("2026-05-12")),
        }
    }
}

/// Whether `text` looks enough like a date that it must be meant as one: `2026-13-45`, `12.05.2026`.
pub(super) fn looks_like_one(text: &str) -> bool {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let digits = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(digits) && parts.iter().any(|part| part.len() == 4)
}

/// Reads a date.
pub(super) fn parse(text: &str) -> Result<Date, NoDate> {
    let text = text.trim();
    let fail = |reason: &str| NoDate { reason: reason.into(), meant: None };
    if text.split(['T', 't', ' ']).next().is_some_and(|day| day.contains(':')) {
        return Err(fail("a time without a date"));
    }
    let (day, rest) = match text.find(['T', 't', ' ']) {
        Some(at) => (&text[..at], Some(text[at + 1..].trim_start())),
        None => (text, None),
    };
    let date = day_of(day).map_err(|why| why.with_time(rest))?;
    let Some(rest) = rest else {
        return Ok(Date { at: date.to_datetime(civil::Time::midnight()), has_time: false, offset: None });
    };
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let time = time_of(rest[..zone].trim_end()).ok_or_else(|| fail("not a time of day"))?;
    let offset = match &rest[zone..] {
        "" => None,
        zone => Some(offset_of(zone).ok_or_else(|| fail("not an offset from UTC"))?),
    };
    Ok(Date { at: date.to_datetime(time), has_time: true, offset })
}

fn day_of(text: &str) -> Result<civil::Date, NoDate> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Err(NoDate { reason: "not a date".into(), meant: rewritten(text) });
    };
    let (Some(y), Some(m), Some(d)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return Err(NoDate { reason: "not a date".into(), meant: rewritten(text) });
    };
    let (y, m, d) = (y as i16, m as i8, d as i8);
    if !(1..=12).contains(&m) {
        return Err(NoDate { reason: format!("there is no month {month}"), meant: None });
    }
    civil::Date::new(y, m, d).map_err(|_| match civil::Date::new(y, m, 1) {
        Ok(first) => NoDate { reason: format!("that month has {} days", first.days_in_month()), meant: None },
        Err(_) => NoDate { reason: format!("there is no year {year}"), meant: None },
    })
}

/// The date that `2026/5/12`, `2026-5-12` or `12.05.2026` stands for; nothing where day and month could be
/// either.
fn rewritten(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let all = |digits: &str| !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|d| d.is_ascii_digit());
    if ![a, b, c].into_iter().all(all) {
        return None;
    }
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1..=2) => (a, b, c),
        (1..=2, 4) if text.contains('.') || a.parse::<u16>().is_ok_and(|day| day > 12) => (c, b, a),
        _ => return None,
    };
    let text = format!("{year}-{month:0>2}-{day:0>2}");
    text.parse::<civil::Date>().ok().map(|date| date.to_string())
}

fn time_of(text: &str) -> Option<civil::Time> {
    let (clock, fraction) = text.split_once('.').map_or((text, None), |(clock, rest)| (clock, Some(rest)));
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] if fraction.is_none() => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let nanoseconds = match fraction {
        None => 0,
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:0<9}")[..9].parse().ok()?
        }
        Some(_) => return None,
    };
    // a leap second is the last of its minute, as nearly every clock tells it
    let second = number(second, 2)?.min(if number(second, 2) == Some(60) { 59 } else { 60 });
    civil::Time::new(number(hour, 2)? as i8, number(minute, 2)? as i8, second as i8, nanoseconds).ok()
}

fn offset_of(text: &str) -> Option<i16> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = match text[1..].split_once(':') {
        Some(parts) => parts,
        None => (text.get(1..3)?, text.get(3..).filter(|rest| !rest.is_empty()).unwrap_or("00")),
    };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) as i16)
}

/// The number that exactly `width` digits write.
fn number(text: &str, width: usize) -> Option<u16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_their_forms() {
        for (text, expected) in [
            ("2026-05-12", "2026-05-12"),
            ("2026-05-12T08:30:00", "2026-05-12T08:30:00"),
            ("2026-05-12 08:30", "2026-05-12T08:30:00"),
            ("2026-05-12t08:30:00.250z", "2026-05-12T08:30:00.25Z"),
            ("2026-05-12 08:30:00 -05:30", "2026-05-12T08:30:00-05:30"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("2024-09-14 15:00:00 -0700", "2024-09-14T15:00:00-07:00"),
            ("2024-09-14T06:46:30+0000", "2024-09-14T06:46:30Z"),
            ("2024-09-14 06:46 +02", "2024-09-14T06:46:00+02:00"),
            ("2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(parse(text).map(|date| date.to_string()), Ok(expected.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, reason, meant) in [
            ("2026-13-45", "there is no month 13", None),
            ("2026-02-30", "that month has 28 days", None),
            ("2026/05/12", "not a date", Some("2026-05-12")),
            ("2026-5-2", "not a date", Some("2026-05-02")),
            ("12.05.2026", "not a date", Some("2026-05-12")),
            ("31/01/2026", "not a date", Some("2026-01-31")),
            ("05/12/2026", "not a date", None),
            ("08:30:00", "a time without a date", None),
            ("2026-05-12T25:00", "not a time of day", None),
            ("2026-05-12T10:00:00+2", "not an offset from UTC", None),
            ("2026-05-12T10:00:00+02000", "not an offset from UTC", None),
            ("2026-05-12T10:00:00+0ä", "not an offset from UTC", None),
            ("2026-5-2 9:30:00 -0700", "not a date", Some("2026-05-02")),
            ("2026-5-2 09:30:00 -0700", "not a date", Some("2026-05-02T09:30:00-07:00")),
            ("2026/05/02T09:30Z", "not a date", Some("2026-05-02T09:30:00Z")),
            ("soon", "not a date", None),
            ("", "not a date", None),
            ("2026-05-12Tä", "not a time of day", None),
        ] {
            let expected = NoDate { reason: reason.into(), meant: meant.map(Into::into) };
            assert_eq!(parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn only_what_must_be_meant_as_a_date_looks_like_one() {
        for (text, expected) in
            [("2026-13-45", true), ("12.05.2026", true), ("2026-05", false), ("1.2.3", false), ("10.0.0.1", false)]
        {
            assert_eq!(looks_like_one(text), expected, "{text}");
        }
    }
}
