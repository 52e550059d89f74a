/** What accounts need of the outside world. */

/** One message in plain text to one person on the staff. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** @throws if it was not taken for delivery */
  send(mail: Mail): Promise<void>;
}
