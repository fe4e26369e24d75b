//! The bytes of the index: numbers, lists of numbers, tables of terms.
//!
//! A number takes seven bits a byte, the lowest first, the eighth bit where more follow (LEB128). A list that goes up is its
//! differences. A table of terms is their count, and of each how many bytes it shares with the one before, how many follow, those
//! bytes, and in how many records it is.

/// Appends a number.
pub(super) fn number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A list of numbers that go up.
pub(super) fn ascending(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let (mut out, mut last) = (Vec::new(), 0);
    for next in numbers {
        number(next - last, &mut out);
        last = next;
    }
    out
}

/// A table of terms in order, each with the number of records it is in.
pub(super) fn terms<'a>(terms: impl ExactSizeIterator<Item = (&'a str, u32)>) -> Vec<u8> {
    let (mut out, mut last) = (Vec::new(), "");
    number(count(terms.len()), &mut out);
    for (term, records) in terms {
        let shared = shared(last, term).min(0x7f);
        number(count(shared), &mut out);
        number(count(term.len() - shared), &mut out);
        out.extend(&term.as_bytes()[shared..]);
        number(records, &mut out);
        last = term;
    }
    out
}

/// How many bytes two terms have in common at their beginning.
fn shared(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}

/// A count as the index has it.
pub(super) fn count(count: usize) -> u32 {
    u32::try_from(count).expect("an index has fewer records and words than four thousand million")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lists_and_tables_are_bytes() {
        for (value, bytes) in [(0, vec![0]), (127, vec![127]), (128, vec![0x80, 1]), (300, vec![0xac, 2])] {
            let mut out = Vec::new();
            number(value, &mut out);
            assert_eq!(out, bytes);
        }
        assert_eq!(ascending([3, 4, 200]), [3, 1, 0xc4, 1]);
        let table = terms([("cach", 2), ("cat", 1)].into_iter());
        assert_eq!(table, [&[2, 0, 4][..], b"cach", &[2, 2, 1], b"t", &[1]].concat());
    }
}
