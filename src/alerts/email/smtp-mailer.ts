/**
 * Mails over SMTP: encrypted (smtps://, or STARTTLS that must be there unless the server is on this machine), the
 * certificate verified, one connection pool. What a server answers is told address by address.
 */
import type { SentMessageInfo, Transporter } from 'nodemailer';
import type { AlertLetter, Mailer, MailReport } from '../../domain/ports/mailer.js';
import { type LetterPlaces, writeAlertMail } from './alert-mail.js';
import { isLoopbackHost } from './smtp-server.js';

const CONNECT_MS = 10_000;
const SILENT_MS = 30_000;
const CONNECTIONS = 3;

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…:465`. Holds a password: never log it. */
  readonly url: string;
  /** `Holdfast <backup@example.com>` or an address. */
  readonly from: string;
  readonly places: LetterPlaces;
  /** PEM; the machine's authorities when absent. */
  readonly ca?: string;
}

export class SmtpMailer implements Mailer {
  #transport: Promise<Transporter> | undefined;

  constructor(private readonly options: SmtpOptions) {}

  async send(letter: AlertLetter): Promise<MailReport> {
    const { from, places } = this.options;
    const mail = writeAlertMail(letter, places);
    const { recipients } = letter;
    try {
      this.#transport ??= transportTo(this.options);
      const transport = await this.#transport;
      const info: SentMessageInfo = await transport.sendMail({
        from,
        to: [...recipients],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo, references: mail.inReplyTo }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'X-Holdfast-Alert': letter.alert.id,
        },
      });
      return reportOf(info.rejectedErrors ?? []);
    } catch (error) {
      return failureOf(error, recipients);
    }
  }

  close(): void {
    // What could not be made has nothing to close: whoever wanted to send has heard of it.
    void this.#transport?.then((transport) => transport.close()).catch(() => undefined);
  }
}

/** Loaded with the first letter: most processes never write one, and it is a tenth of what a process loads to start. */
async function transportTo({ url, ca }: SmtpOptions): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return createTransport({
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !isLoopbackHost(host),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca && { ca }) },
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

interface Refusal {
  readonly recipient?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly rejectedErrors?: unknown;
}

/** Of a mail that at least one address took, or of one that all refused one by one. */
function reportOf(refusals: readonly Refusal[]): MailReport {
  const address = ({ recipient }: Refusal) => (typeof recipient === 'string' ? [recipient] : []);
  const [first] = refusals;
  return {
    deferred: refusals.filter((each) => !isForEver(each)).flatMap(address),
    refused: refusals.filter(isForEver).flatMap(address),
    error: first === undefined ? null : sentence(first),
    errorCode: first === undefined ? null : codeOf(first),
  };
}

/** Nobody got it. A wrong password or certificate is for people to mend: the mail waits as for a server that is away. */
function failureOf(error: unknown, recipients: readonly string[]): MailReport {
  const failure: Refusal = typeof error === 'object' && error !== null ? error : { message: String(error) };
  const { rejectedErrors } = failure;
  if (Array.isArray(rejectedErrors) && rejectedErrors.length > 0) return reportOf(rejectedErrors);
  const [deferred, refused] = isForEver(failure) ? [[], recipients] : [recipients, []];
  return { deferred, refused, error: sentence(failure), errorCode: codeOf(failure) };
}

function isForEver({ responseCode, code }: Refusal): boolean {
  return code !== 'EAUTH' && code !== 'ETLS' && typeof responseCode === 'number' && responseCode >= 500;
}

function codeOf({ responseCode, code }: Refusal): string {
  if (typeof responseCode === 'number') return String(responseCode);
  return typeof code === 'string' ? code : 'unknown';
}

/** What the server said; a client's own message names host and port and no password. */
function sentence({ response, message }: Refusal): string {
  const said =
    typeof response === 'string' ? response : typeof message === 'string' ? message : 'unknown error';
  return said.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 300);
}
