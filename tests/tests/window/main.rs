//! The real window, driven as a user would: few tests, each a whole way through the product.

mod crash;
mod files;
mod pages;
mod plan;
mod start;
mod story;
