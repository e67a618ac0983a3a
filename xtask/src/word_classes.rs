//! Sorts English words into classes by the places in which they stand: `cargo xtask word-classes DIR`.
//!
//! DIR holds `model.safetensors` and `vocab.txt` of a language model of the BERT family. Its input
//! vectors, one for each word of the vocabulary, are centred, brought to length 1 and split by
//! k-means on the sphere (Dhillon and Modha 2001), then each part again. Nothing is left to chance:
//! the first centres are words spread evenly over the vocabulary, which is in order of frequency.

use headwater::annotate::name::class::{self, SPLITS};
use headwater::annotate::name::hash;
use headwater::model::Hex;
use safetensors::SafeTensors;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::path::Path;

const TENSOR: &str = "embeddings.word_embeddings.weight";
const ROUNDS: usize = 30;

/// Words with their vectors, the most frequent first.
struct Words {
    hashes: Vec<u32>,
    vectors: Vec<Vec<f32>>,
}

/// Writes the classes of the words of the model in a directory to `output`, and beside it a record
/// of how they were made.
pub fn run(arguments: &[String], output: &Path) -> Result<(), Box<dyn Error>> {
    let [directory] = arguments else {
        return Err("name the directory that holds model.safetensors and vocab.txt".into());
    };
    let directory = Path::new(directory);
    let file = fs::read(directory.join("model.safetensors"))?;
    let words = words(&file, &fs::read_to_string(directory.join("vocab.txt"))?)?;
    let mut classes = vec![0; words.vectors.len()];
    let all: Vec<usize> = (0..classes.len()).collect();
    split(&words.vectors, &all, 0, 0, &mut classes);
    let rows: Vec<(u32, u16)> = words.hashes.iter().copied().zip(classes).collect();
    fs::write(output, class::write(&rows))?;
    let record = record(&rows, &file);
    fs::write(output.with_extension("model.toml"), record)?;
    Ok(())
}

fn words(file: &[u8], vocabulary: &str) -> Result<Words, Box<dyn Error>> {
    let tensors = SafeTensors::deserialize(file)?;
    let tensor = tensors.tensor(TENSOR)?;
    let width = tensor.shape()[1];
    let (numbers, _) = tensor.data().as_chunks::<4>();
    let rows = numbers.chunks(width);
    let is_word = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    let (hashes, vectors) = (vocabulary.lines().zip(rows))
        .filter(|(word, _)| is_word(word))
        .map(|(word, row)| {
            let row: Vec<f32> = row.iter().map(|&b| f32::from_le_bytes(b)).collect();
            (hash::word(word), row)
        })
        .unzip();
    let mut words = Words { hashes, vectors };
    centre(&mut words.vectors);
    Ok(words)
}

/// Takes the mean away and brings each vector to length 1.
fn centre(vectors: &mut [Vec<f32>]) {
    let mean = sum(vectors.iter(), vectors.first().map_or(0, Vec::len));
    let count = vectors.len() as f32;
    for vector in vectors {
        (vector.iter_mut().zip(&mean)).for_each(|(x, mean)| *x -= mean / count);
        normalize(vector);
    }
}

/// Splits the members, and each part again, down to the finest classes.
fn split(
    vectors: &[Vec<f32>],
    members: &[usize],
    depth: usize,
    number: usize,
    classes: &mut [u16],
) {
    let Some(&parts) = SPLITS.get(depth) else {
        members
            .iter()
            .for_each(|&word| classes[word] = number as u16);
        return;
    };
    for (n, part) in k_means(vectors, members, parts).iter().enumerate() {
        split(vectors, part, depth + 1, number * parts + n, classes);
    }
}

/// Members in so many parts, each word with the centre of which its angle is the least.
fn k_means(vectors: &[Vec<f32>], members: &[usize], parts: usize) -> Vec<Vec<usize>> {
    let spread = (0..parts.min(members.len())).map(|n| members[n * members.len() / parts]);
    let mut centres: Vec<Vec<f32>> = spread.map(|word| vectors[word].clone()).collect();
    let mut found = Vec::new();
    for _ in 0..ROUNDS {
        found = vec![Vec::new(); centres.len()];
        for &word in members {
            found[nearest(&vectors[word], &centres)].push(word);
        }
        for (centre, part) in centres.iter_mut().zip(&found) {
            *centre = sum(part.iter().map(|&word| &vectors[word]), centre.len());
            normalize(centre);
        }
    }
    found
}

fn nearest(vector: &[f32], centres: &[Vec<f32>]) -> usize {
    let dot = |centre: &Vec<f32>| -> f32 { vector.iter().zip(centre).map(|(x, y)| x * y).sum() };
    let all = centres.iter().map(dot).enumerate();
    // Of equals the first.
    let best = all.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(0, |(n, _)| n)
}

fn sum<'a>(vectors: impl Iterator<Item = &'a Vec<f32>>, width: usize) -> Vec<f32> {
    let mut sum = vec![0.0; width];
    vectors.for_each(|vector| (sum.iter_mut().zip(vector)).for_each(|(sum, x)| *sum += x));
    sum
}

fn normalize(vector: &mut [f32]) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|x| *x /= length);
    }
}

fn record(rows: &[(u32, u16)], file: &[u8]) -> String {
    let digest = Sha256::digest(file);
    format!(
        "# Record of word_classes.model, as `cargo xtask word-classes` writes it.

command = \"cargo xtask word-classes DIRECTORY\"
model_sha256 = \"{}\"
words = {}

[[credit]]
work = \"Input vectors of all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang and others 2020), sentence-transformers\"
licence = \"Apache-2.0\"
",
        Hex(&digest),
        rows.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_direction_share_a_class() {
        let vectors = [[1.0, 0.1], [0.1, 1.0], [0.9, 0.2], [0.0, 1.0]];
        let vectors: Vec<Vec<f32>> = vectors.map(Vec::from).to_vec();
        assert_eq!(
            k_means(&vectors, &[0, 1, 2, 3], 2),
            [vec![0, 2], vec![1, 3]]
        );
        assert_eq!(k_means(&vectors, &[2], 2), [vec![2]]);
        assert!(k_means(&vectors, &[], 2).is_empty());
    }
}
