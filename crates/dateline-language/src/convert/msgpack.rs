//! Reads MessagePack, the notation packages keep their weights and tables in; nothing is written.

/// A value; text and bytes are copied, since packages are converted once.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Nil,
    Bool(bool),
    Int(i64),
    /// Hashes do not fit a signed number.
    Large(u64),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
}

impl Value {
    /// Reads one value that must take up all of `bytes`.
    pub fn read(bytes: &[u8]) -> Option<Value> {
        let mut reader = Reader { rest: bytes, depth: 0 };
        let value = reader.value()?;
        reader.rest.is_empty().then_some(value)
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        let named = |one: &Value| one.text() == Some(key) || matches!(one, Value::Bytes(b) if b == key.as_bytes());
        self.entries().iter().find(|(name, _)| named(name)).map(|(_, value)| value)
    }

    pub fn entries(&self) -> &[(Value, Value)] {
        if let Value::Map(entries) = self { entries } else { &[] }
    }

    pub fn items(&self) -> &[Value] {
        if let Value::List(items) = self { items } else { &[] }
    }

    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    pub fn bytes(&self) -> Option<&[u8]> {
        if let Value::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub fn number(&self) -> Option<u64> {
        match self {
            Value::Int(int) => u64::try_from(*int).ok(),
            Value::Large(large) => Some(*large),
            _ => None,
        }
    }
}

struct Reader<'b> {
    rest: &'b [u8],
    depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, len: usize) -> Option<&[u8]> {
        let (head, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(head)
    }

    fn big(&mut self, len: usize) -> Option<u64> {
        Some(self.take(len)?.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    fn size(&mut self, len: usize) -> Option<usize> {
        usize::try_from(self.big(len)?).ok()
    }

    fn value(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > 64 {
            return None;
        }
        let tag = *self.take(1)?.first()?;
        let value = match tag {
            0x00..=0x7f => Value::Int(i64::from(tag)),
            0xe0..=0xff => Value::Int(i64::from(tag as i8)),
            0x80..=0x8f => self.map(usize::from(tag & 15))?,
            0x90..=0x9f => self.list(usize::from(tag & 15))?,
            0xa0..=0xbf => self.string(usize::from(tag & 31))?,
            0xc0 => Value::Nil,
            0xc2 | 0xc3 => Value::Bool(tag == 0xc3),
            0xc4..=0xc6 => {
                let len = self.size(1 << (tag - 0xc4))?;
                Value::Bytes(self.take(len)?.to_vec())
            }
            0xca => Value::Float(f64::from(f32::from_bits(self.big(4)? as u32))),
            0xcb => Value::Float(f64::from_bits(self.big(8)?)),
            0xcc..=0xcf => {
                let number = self.big(1 << (tag - 0xcc))?;
                i64::try_from(number).map_or(Value::Large(number), Value::Int)
            }
            0xd0 => Value::Int(i64::from(self.big(1)? as u8 as i8)),
            0xd1 => Value::Int(i64::from(self.big(2)? as u16 as i16)),
            0xd2 => Value::Int(i64::from(self.big(4)? as u32 as i32)),
            0xd3 => Value::Int(self.big(8)? as i64),
            0xd9..=0xdb => {
                let len = self.size(1 << (tag - 0xd9))?;
                self.string(len)?
            }
            0xdc | 0xdd => {
                let len = self.size(2 << (tag - 0xdc))?;
                self.list(len)?
            }
            0xde | 0xdf => {
                let len = self.size(2 << (tag - 0xde))?;
                self.map(len)?
            }
            _ => return None,
        };
        self.depth -= 1;
        Some(value)
    }

    fn string(&mut self, len: usize) -> Option<Value> {
        String::from_utf8(self.take(len)?.to_vec()).ok().map(Value::Text)
    }

    fn list(&mut self, len: usize) -> Option<Value> {
        let mut items = Vec::new();
        for _ in 0..len {
            items.push(self.value()?);
        }
        Some(Value::List(items))
    }

    fn map(&mut self, len: usize) -> Option<Value> {
        let mut entries = Vec::new();
        for _ in 0..len {
            entries.push((self.value()?, self.value()?));
        }
        Some(Value::Map(entries))
    }
}
