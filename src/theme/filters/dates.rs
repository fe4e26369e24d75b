//! Dates in templates: an ISO string or a map of numbers, written in the form of `strftime`.

use jiff::{
    civil::{Date, DateTime},
    fmt::{strtime::BrokenDownTime, temporal::Pieces},
};
use std::borrow::Cow;
use tera::{Error, Kwargs, State, TeraResult, Value};

/// The filter `date`. A date without a time is its midnight; nothing is converted to another time zone. `%B` is the name
/// that `months` has for the month, or the English one. What isn't said is as the page's language has it.
pub(super) fn date(value: &Value, args: Kwargs, state: &State) -> TeraResult<String> {
    let words = super::words(state)?;
    let word = |name| words.as_ref().and_then(|words| words.get_from_path(name)).and_then(Value::as_str);
    let format = args.get::<&str>("format")?.or_else(|| word("date_format")).unwrap_or("%Y-%m-%d");
    let months = match args.get::<&Value>("months")? {
        Some(months) if months.is_none() => None,
        Some(_) => Some(args.must_get::<&str>("months")?),
        None => word("months"),
    };
    let at = read(value)?;
    let format = match months {
        Some(months) => with_month(format, months, at.month())?,
        None => format.into(),
    };
    let failed = |reason: jiff::Error| Error::message(format!("the format `{format}` can't write a date: {reason}"));
    at.to_string(&*format).map_err(failed)
}

/// `format` with the name of the month `month` for each `%B`; `months` are twelve, with commas between.
fn with_month<'f>(format: &'f str, months: &str, month: Option<i8>) -> TeraResult<Cow<'f, str>> {
    if !format.contains("%B") {
        return Ok(format.into());
    }
    let mut names = months.split(',');
    let at = month.and_then(|month| usize::try_from(month - 1).ok());
    let name = at.and_then(|at| names.nth(at)).map(str::trim);
    let count = months.bytes().filter(|byte| *byte == b',').count() + 1;
    let Some(name) = name.filter(|_| count == 12) else {
        return Err(Error::message(format!("`months` has twelve names with commas between, not {count}")));
    };
    // two percent signs are one, and begin nothing
    let parts = format.split("%%").map(|part| part.replace("%B", &name.replace('%', "%%")));
    Ok(parts.collect::<Vec<_>>().join("%%").into())
}

fn read(value: &Value) -> TeraResult<BrokenDownTime> {
    if let Some(text) = value.as_str() {
        return parse(text).ok_or_else(|| {
            Error::message(format!("`{text}` is no date: one is written `2026-05-12` or `2026-05-12T08:30:00+02:00`"))
        });
    }
    if value.as_map().is_none() {
        return Err(Error::message(format!("a date is a string, not `{}`", value.name())));
    }
    civil(value).map(BrokenDownTime::from).ok_or_else(|| {
        Error::message("a map that is a date has `year`, `month`, `day`, and may have `hour`, `minute`, `second`")
    })
}

fn parse(text: &str) -> Option<BrokenDownTime> {
    let pieces = Pieces::parse(text).ok()?;
    let mut at = BrokenDownTime::from(pieces.date().to_datetime(pieces.time().unwrap_or_default()));
    at.set_offset(pieces.to_numeric_offset());
    Some(at)
}

fn civil(value: &Value) -> Option<DateTime> {
    let number = |name: &str| value.get_from_path(name).and_then(Value::as_i64);
    let small = |name: &str| i8::try_from(number(name)?).ok();
    let time = |name: &str| number(name).map_or(Some(0), |number| i8::try_from(number).ok());
    let date = Date::new(i16::try_from(number("year")?).ok()?, small("month")?, small("day")?).ok()?;
    let time = jiff::civil::Time::new(time("hour")?, time("minute")?, time("second")?, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use tera::Context;

    #[test]
    fn dates_and_what_is_none() {
        let cases: &[(&str, &str)] = &[
            ("'2026-05-12' | date", "2026-05-12"),
            ("'2026-05-02' | date(format='%-d %b %y, %A')", "2 May 26, Saturday"),
            ("'2026-05-12T08:30:00+02:00' | date(format='%H:%M %:z')", "08:30 +02:00"),
            ("'2026-03-02' | date(format='%-d. %B %%B', months='1,2, März %,4,5,6,7,8,9,10,11,12')", "2. März % %B"),
            ("'2026-03-02' | date(format='%-d. %B', months=none)", "2. March"),
            ("'2026-03-02' | date(format='%-d. %B', months='1,2,März,4,5,6,7,8,9,10,11,12')", "2. März"),
            ("'2026-03-02' | date(format='%d. %B', months='1,2,März,4,5,6,7,8,9,10,11,12')", "02. März"),
            ("'2026-03-02' | date(months='a')", "2026-03-02"),
            ("'2026-03-02' | date(format='%B', months='a, b')", "`months` has twelve names with commas between, not 2"),
            ("'2026-05-12 08:30' | date(format='%d.%m.%Y %H:%M')", "12.05.2026 08:30"),
            ("'2026-05-12T08:30:00Z' | date(format='%z')", "+0000"),
            ("{'year': 2026, 'month': 5, 'day': 2} | date", "2026-05-02"),
            ("{'year': 2026, 'month': 5, 'day': 2, 'hour': 7} | date(format='%H:%M')", "07:00"),
            ("'soon' | date", "`soon` is no date: one is written `2026-05-12` or `2026-05-12T08:30:00+02:00`"),
            ("'2026-13-01' | date", "`2026-13-01` is no date"),
            ("{'year': 2026} | date", "a map that is a date has `year`, `month`, `day`"),
            ("{'year': 2026, 'month': 500, 'day': 2} | date", "a map that is a date has"),
            ("none | date", "a date is a string, not `none`"),
            ("5 | date", "a date is a string, not `i64`"),
            ("'2026-05-12' | date(format='%!')", "the format `%!` can't write a date: "),
            ("'2026-05-12' | date(format='%Q')", "the format `%Q` can't write a date: "),
        ];
        for (expression, expected) in cases {
            let template = format!("{{{{ {expression} }}}}");
            let shown = super::super::tera().render_str(&template, &Context::new(), true);
            let shown = shown.unwrap_or_else(|error| error.to_string());
            assert!(shown.contains(expected), "{expression}: {shown}");
        }
    }

    #[test]
    fn what_is_not_said_is_as_the_language_has_it() {
        let mut words = Context::new();
        let months = "Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember";
        words.insert("strings", &serde_json::json!({ "date_format": "%-d. %B %Y", "months": months }));
        for (template, expected) in [
            ("{{ '2026-03-02' | date }}", "2. März 2026"),
            ("{{ '2026-03-02' | date(format='%B') }}", "März"),
            ("{{ '2026-03-02' | date(months=none) }}", "2. March 2026"),
            ("{{ '2026-03-02' | date(format='%d.%m.') }}", "02.03."),
            (
                "{% component day(at, @strings) %}{{ at | date }}{% endcomponent day %}{{ <day at='2026-03-02' /> }}",
                "2. März 2026",
            ),
            ("{% component day(at) %}{{ at | date }}{% endcomponent day %}{{ <day at='2026-03-02' /> }}", "2026-03-02"),
        ] {
            let mut tera = super::super::tera();
            tera.add_raw_template("x.html", template).expect("it can be parsed");
            let shown = tera.render("x.html", &words).unwrap_or_else(|error| error.to_string());
            assert_eq!(shown, expected, "{template}");
        }
    }
}
