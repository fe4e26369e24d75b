//! Which day it is: what is scheduled appears, and what expires goes, at midnight where the site is.
//!
//! The clock is given to a preview, as the build date is to a build, so that a test can move it.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{fmt, sync::Arc, time::Duration};

/// No wait is longer: a machine that sleeps doesn't count the time.
const LONGEST: Duration = Duration::from_secs(60);

/// What tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The clock that `now` is.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// What time it is.
    pub(super) fn now(&self) -> Timestamp {
        (self.0)()
    }

    /// Which day it is in `zone`.
    pub(super) fn day(&self, zone: &TimeZone) -> Date {
        self.now().to_zoned_datetime(zone.clone()).date()
    }

    /// How long to wait before one looks whether a day is over in `zone`.
    pub(super) fn until_midnight(&self, zone: &TimeZone) -> Duration {
        let next = self.day(zone).tomorrow().and_then(|day| day.to_zoned_datetime(zone.clone()));
        let left = next.ok().and_then(|next| Duration::try_from(self.now().duration_until(next.timestamp())).ok());
        left.map_or(LONGEST, |left| left.min(LONGEST))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_that_of_the_zone() {
        for (now, zone, day, wait) in [
            ("2026-06-01T23:59:59Z", "UTC", "2026-06-01", 1_000),
            ("2026-06-02T00:00:00Z", "UTC", "2026-06-02", 60_000),
            ("2026-06-01T21:59:50Z", "Europe/Berlin", "2026-06-01", 10_000),
            ("2026-06-01T22:00:00Z", "Europe/Berlin", "2026-06-02", 60_000),
            // the day on which there is no midnight begins an hour later
            ("2026-04-23T21:59:59.5Z", "Africa/Cairo", "2026-04-23", 500),
        ] {
            let zone = TimeZone::get(zone).expect("there is such a zone");
            let now: Timestamp = now.parse().expect("it is a moment");
            let clock = Clock::new(move || now);
            let left = clock.until_midnight(&zone).as_millis();
            assert_eq!((clock.day(&zone).to_string().as_str(), left), (day, wait), "{now} {zone:?}");
        }
    }
}
