//! From syntax tree to text: the one layout that a file has.
