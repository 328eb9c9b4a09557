/** The bounds of how long a token may live. */
export const TOKEN_SECONDS_MIN = 60;
export const TOKEN_SECONDS_MAX = 3_600;
