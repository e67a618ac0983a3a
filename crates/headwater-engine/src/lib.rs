//! Engines that are too heavy for the library: tables as Apache Parquet.

pub mod parquet;
