/** The server answered a command with `error`. `message` may be shown to the reader. */
export class Refused extends Error {
  /** @param {{code: string, message?: string, field?: string, state?: string, retry_after?: number}} frame */
  constructor(frame) {
    super(frame.message || frame.code);
    this.name = "Refused";
    this.code = frame.code;
    this.field = frame.field ?? null;
    this.state = frame.state ?? null;
    this.retryAfter = frame.retry_after ?? null;
  }
}

/** The socket went away before the answer came: nobody knows whether the command was done. Send it again. */
export class Lost extends Error {
  constructor(message = "The connection was lost.") {
    super(message);
    this.name = "Lost";
  }
}
