use hayro as _; use insta as _; use proptest as _;
