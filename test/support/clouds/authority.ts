// The certificate of an authority that nobody knows; its key is thrown away.

/** PEM; valid for a hundred years. */
export const AUTHORITY = `\
-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIUD8uEgpeSFNQgSs/FD0iUXvyujA0wCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSbm9ib2R5J3MgYXV0aG9yaXR5MCAXDTI2MTEyOTA5MzgwMloY
DzIxMjYxMTA1MDkzODAyWjAdMRswGQYDVQQDDBJub2JvZHkncyBhdXRob3JpdHkw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASSklt4IhafHVHJS78+mQw5BJIkIQHj
7AQIUrqJNyy0MDNv8eYjsKBJZBBQ5BFzuReMXzXgcjEhsPoPiszNcP6Ro1MwUTAd
BgNVHQ4EFgQUU7ys8kInikq9FZELObnuWmRQQlIwHwYDVR0jBBgwFoAUU7ys8kIn
ikq9FZELObnuWmRQQlIwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
AiB6tDMfaLdSlchqvXCpNQ8xk97EMgcxWvpeyH3BF2kprQIhAJ4MbsLl10hVHKVr
8muRluchwqsY6we7saocQM/IkAjQ
-----END CERTIFICATE-----
`;
