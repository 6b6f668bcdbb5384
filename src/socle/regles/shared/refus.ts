/**
 * A refusal that the user can understand and act on: `code` is stable and tested, `message` is French and shown as is.
 * A defect in our own code is never a Refus: it throws a plain Error and ends as a 500.
 */
export class Refus extends Error {
  override readonly name = "Refus";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
