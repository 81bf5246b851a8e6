/** Times as the journal has them, from seconds since 1970. */

/** Seconds; in the last hour of the year 9999. */
export const LATEST = 253_402_300_000;

/** UTC to the second. */
export const utc = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
