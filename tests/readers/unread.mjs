/** A file that a reader has no business with, and why. */
export class Unread extends Error {}
