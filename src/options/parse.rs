//! Parses and validates the value of a knob.

use super::{Allowed, Key, Kind, Refused, Stage, Value, numbers};

impl Key {
    /// Reads a value in URL form, or as a person writes it: numbers are read by [`numbers`], items of a list are separated
    /// by commas.
    ///
    /// # Errors
    /// [`Refused`] names the knob, the value and what is allowed.
    pub fn parse(self, text: &str) -> Result<Value, Refused> {
        let text = text.trim();
        let value = match self.knob().kind {
            Kind::Integer { .. } => numbers::read_whole(text).ok().map(Value::Integer),
            Kind::Number { .. } => numbers::read(self.without_unit(text)).ok().map(Value::Number),
            Kind::Choice(_) => Some(Value::Choice(text.to_owned())),
            Kind::Subset(_) if text.is_empty() => Some(Value::Subset(Vec::new())),
            Kind::Subset(names) => {
                let wanted: Vec<&str> = text.split(',').map(str::trim).collect();
                let known = wanted.iter().all(|name| names.contains(name));
                known.then(|| {
                    Value::Subset(names.iter().filter(|n| wanted.contains(n)).map(|&n| n.to_owned()).collect())
                })
            }
            Kind::Layers { .. } if text.is_empty() => Some(Value::Layers(Vec::new())),
            Kind::Layers { .. } => {
                text.split(',').map(|units| numbers::read_whole(units).ok()).collect::<Option<_>>().map(Value::Layers)
            }
            Kind::Stages { .. } if text.is_empty() => Some(Value::Stages(Vec::new())),
            Kind::Stages { .. } => text.split(',').map(Stage::parse).collect::<Option<_>>().map(Value::Stages),
            Kind::Points { .. } => {
                let numbers: Option<Vec<i8>> = text.split(',').map(|one| numbers::read_whole(one).ok()).collect();
                numbers.and_then(|numbers| match numbers.as_chunks() {
                    (points, []) => Some(Value::Points(points.to_vec())),
                    _ => None,
                })
            }
        };
        value
            .filter(|value| self.accepts(value))
            .ok_or_else(|| Refused::new(self.knob().name, text, Allowed::Knob(self)))
    }

    /// A percentage may be written with its sign.
    pub(super) fn without_unit(self, text: &str) -> &str {
        let sign: &[char] = if self.knob().unit == "percent" { &['%', '％', '٪'] } else { &[] };
        text.strip_suffix(sign).unwrap_or(text)
    }

    /// Whether the value is of this knob's kind and in its range.
    pub fn accepts(self, value: &Value) -> bool {
        match (self.knob().kind, value) {
            (Kind::Integer { min, max }, Value::Integer(value)) => (min..=max).contains(value),
            (Kind::Number { min, max }, Value::Number(value)) => (min..=max).contains(value),
            (Kind::Choice(names), Value::Choice(name)) => names.contains(&name.as_str()),
            (Kind::Subset(names), Value::Subset(chosen)) => chosen.iter().all(|name| names.contains(&name.as_str())),
            (Kind::Layers { max_layers, max_units, .. }, Value::Layers(units)) => {
                units.len() <= max_layers && units.iter().all(|units| (1..=max_units).contains(units))
            }
            (Kind::Stages { max_stages, max_filters }, Value::Stages(stages)) => {
                let fits = |stage: &Stage| match stage {
                    Stage::Convolution(filters) => (1..=max_filters).contains(filters),
                    Stage::Pool => true,
                };
                stages.len() <= max_stages && stages.iter().all(fits)
            }
            (Kind::Points { max }, Value::Points(points)) => {
                let inside = |number: &i8| (-100..=100).contains(number);
                (1..=max).contains(&points.len()) && points.as_flattened().iter().all(inside)
            }
            _ => false,
        }
    }
}
