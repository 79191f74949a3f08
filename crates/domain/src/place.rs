//! Languages, countries and time zones.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::text::TextError;

/// The zones compiled into the binary: the same on every machine. It keeps what it has read once.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A language of the product (domain.md §12).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Language {
    /// English.
    English,
    /// Brazilian Portuguese.
    Portuguese,
    /// Russian.
    Russian,
    /// Spanish.
    Spanish,
    /// Swedish.
    Swedish,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 5] = [
        Language::English,
        Language::Portuguese,
        Language::Russian,
        Language::Spanish,
        Language::Swedish,
    ];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Portuguese => "pt-BR",
            Language::Russian => "ru",
            Language::Spanish => "es",
            Language::Swedish => "sv",
        }
    }

    /// The language most likely read in a country, for people who haven't said.
    pub fn of_country(country: CountryCode) -> Language {
        match country.as_str() {
            "BR" | "PT" | "AO" | "MZ" | "CV" => Language::Portuguese,
            "RU" | "BY" | "KZ" | "KG" => Language::Russian,
            "SE" => Language::Swedish,
            "ES" | "MX" | "AR" | "BO" | "CL" | "CO" | "CR" | "CU" | "DO" | "EC" | "GQ" | "GT" | "HN" | "NI" | "PA"
            | "PE" | "PR" | "PY" | "SV" | "UY" | "VE" => Language::Spanish,
            _ => Language::English,
        }
    }

    /// The language of a tag; a region the product doesn't tell apart is accepted (`es-MX`, `pt`).
    pub fn parse(tag: &str) -> Result<Language, TextError> {
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let well_formed = !tag.is_empty()
            && tag.len() <= 35
            && tag
                .split('-')
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        let known = Language::ALL
            .into_iter()
            .find(|language| language.tag().split('-').next() == Some(&primary));
        known.filter(|_| well_formed).ok_or(TextError::NotALanguage)
    }
}

/// A country of the tz database's table: ISO 3166-1 alpha-2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CountryCode([u8; 2]);

/// Country and zone, in the order of the tz database's `zone.tab`.
const COUNTRY_ZONES: &str = include_str!("../data/country_zones.tsv");

/// The table's countries, looked up with every claim that is read.
static COUNTRIES: LazyLock<BTreeSet<[u8; 2]>> = LazyLock::new(|| {
    country_zones()
        .filter_map(|(country, _)| country.as_bytes().try_into().ok())
        .collect()
});

/// Found once: a list of claims asks for them again and again.
static DEFAULT_ZONES: LazyLock<BTreeMap<CountryCode, ZoneName>> = LazyLock::new(|| {
    CountryCode::all()
        .into_iter()
        .map(|country| (country, country.find_default_zone()))
        .collect()
});

fn country_zones() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRY_ZONES.lines().filter_map(|line| line.split_once('\t'))
}

impl CountryCode {
    /// Two capital letters of a country that the tz database's table lists.
    pub fn parse(text: &str) -> Result<CountryCode, TextError> {
        let bytes: [u8; 2] = text.as_bytes().try_into().map_err(|_| TextError::NotACountry)?;
        if COUNTRIES.contains(&bytes) {
            Ok(CountryCode(bytes))
        } else {
            Err(TextError::NotACountry)
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Every country of the table, sorted.
    pub fn all() -> Vec<CountryCode> {
        COUNTRIES.iter().copied().map(CountryCode).collect()
    }

    /// The country's zone, if it has one alone.
    pub fn only_zone(&self) -> Option<ZoneName> {
        let mut own = country_zones().filter(|(country, _)| *country == self.as_str());
        match (own.next(), own.next()) {
            (Some((_, zone)), None) => ZoneName::parse(zone).ok(),
            (Some(_), Some(_)) | (None, _) => None,
        }
    }

    /// The zone taken for a customer of this country that names none: the one with the smallest
    /// standard offset, first listed in the tz database's table (domain.md §2). The smallest offset's
    /// day ends last, so nobody's window is cut short by the guess.
    pub fn default_zone(&self) -> ZoneName {
        DEFAULT_ZONES.get(self).cloned().unwrap_or_else(ZoneName::utc)
    }

    fn find_default_zone(&self) -> ZoneName {
        let standard_offset = |zone: &str| {
            let zone = ZONES.get(zone).ok()?;
            // The standard offset is the one outside daylight saving; Ireland and Morocco, which the
            // database describes the other way round, have only whole-year rules that this still orders.
            let at = |month| {
                let noon = jiff::civil::date(2026, month, 1).at(12, 0, 0, 0);
                let instant = zone.to_ambiguous_timestamp(noon).compatible().ok()?;
                let info = zone.to_offset_info(instant);
                Some((info.dst().is_dst(), info.offset().seconds()))
            };
            let (january, july) = (at(1)?, at(7)?);
            Some(if january.0 { july.1 } else { january.1 })
        };
        let mut best: Option<(i32, &str)> = None;
        for (_, zone) in country_zones().filter(|(country, _)| *country == self.as_str()) {
            let Some(offset) = standard_offset(zone) else { continue };
            if best.is_none_or(|(smallest, _)| offset < smallest) {
                best = Some((offset, zone));
            }
        }
        best.and_then(|(_, zone)| ZoneName::parse(zone).ok())
            .unwrap_or_else(ZoneName::utc)
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An IANA time zone of the bundled tz database, by its canonical spelling.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ZoneName(String);

impl ZoneName {
    /// A zone the bundled database knows.
    pub fn parse(text: &str) -> Result<ZoneName, TextError> {
        let wrong = TextError::NotATimeZone;
        if text.is_empty() || text.len() > 64 {
            return Err(wrong);
        }
        let zone = ZONES.get(text).map_err(|_| wrong)?;
        Ok(ZoneName(zone.iana_name().ok_or(wrong)?.to_owned()))
    }

    /// The zones that people live in, sorted: those of the tz database's table.
    pub fn listed() -> impl Iterator<Item = &'static str> {
        let mut all: Vec<&'static str> = country_zones().map(|(_, zone)| zone).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
    }

    /// Coordinated universal time.
    pub fn utc() -> ZoneName {
        ZoneName("UTC".to_owned())
    }

    /// `America/Sao_Paulo`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The zone's rules.
    pub fn rules(&self) -> TimeZone {
        ZONES.get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl fmt::Display for ZoneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
