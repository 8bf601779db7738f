/** From the text of a variable to its value. Messages complete the sentence "<the text> …". */
import { isIP } from 'node:net';
import { delimiter, isAbsolute, normalize } from 'node:path';
import { z } from 'zod';
import { ROLES, type Role } from '../domain/identity.js';

const KEY_BYTES = 32;
const HOST_NAME = /^(?!\d+(\.\d+)*$)[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

export function wholeNumber(least: number, most: number) {
  const error = `is no whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number({ error }).min(least, { error }).max(most, { error }));
}

/** Seconds as a person writes them, milliseconds for us. Fractions are allowed. */
export function seconds(least: number, most: number) {
  const error = `is no number of seconds from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}(\.\d{1,3})?$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number({ error }).min(least, { error }).max(most, { error }))
    .transform((value) => Math.round(value * 1_000));
}

/** Hours as a person writes them, milliseconds for us. Fractions are allowed. */
export function hours(least: number, most: number) {
  const error = `is no number of hours from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,5}(\.\d{1,3})?$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number({ error }).min(least, { error }).max(most, { error }))
    .transform((value) => Math.round(value * 3_600_000));
}

export function yesOrNo() {
  return z.stringbool({ error: 'is neither true nor false' });
}

export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: `is none of ${words.join(', ')}` });
}

/** Any text: a path that is resolved later. */
export function text() {
  return z.string();
}

export function hostName() {
  return z.string().refine((host) => isIP(host) > 0 || HOST_NAME.test(host), {
    error: 'is no address or name of a host',
  });
}

export function webUrl() {
  return z
    .string()
    .refine(isWebUrl, { error: 'is no http or https URL without user, query and fragment' })
    .transform((url) => url.replace(/\/+$/, ''));
}

function isWebUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.username}${url.search}${url.hash}` === '';
}

/** Also sockets (`postgres://user@/name?host=/folder`), which are no URL by the standard. */
export function databaseUrl() {
  return z.string().regex(/^postgres(ql)?:\/\/\S+$/, {
    error: 'is no URL of a PostgreSQL database (postgres://user:password@host:5432/name)',
  });
}

/** PostgreSQL, or MongoDB with the name of a database: the driver would take "test" without saying so. */
export function jobsDatabaseUrl() {
  const mongo = /^mongodb(\+srv)?:\/\/[^\s/]+\/[^\s/?]+(\?\S*)?$/;
  return z.string().refine((url) => databaseUrl().safeParse(url).success || mongo.test(url), {
    error:
      'is no URL of a PostgreSQL or MongoDB database (postgres://user:password@host:5432/name, mongodb://user:password@host:27017/name)',
  });
}

/** A secret of Slack's that begins as its kind does. */
export function slackToken(prefix: 'xoxb-' | 'xapp-', kind: string) {
  return z.string().refine((value) => value.startsWith(prefix) && /^[A-Za-z0-9-]{10,500}$/.test(value), {
    error: `is no ${kind} of a Slack app (${prefix}…)`,
  });
}

/** 32 hexadecimal digits today; Slack promises no length. */
export function signingSecret() {
  return z.string().regex(/^[\x21-\x7e]{16,200}$/, {
    error: 'is no signing secret of a Slack app ("Basic Information" of the app shows it)',
  });
}

/** As browsers send them: scheme and host, a port that is not the usual one, nothing else. No `*`. */
export function origins() {
  return z
    .string()
    .transform((value) => [...new Set(listOf(value, ','))])
    .refine((all) => all.length > 0 && all.length <= 50, { error: 'names no origin, or more than 50' })
    .refine((all) => all.every(isOrigin), {
      error: 'has an entry that is no origin of a page (https://console.example.com, http://localhost:5173)',
    });
}

function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value;
}

/** Tokens go there: encrypted, or to this machine itself. */
export function slackApiUrl() {
  return webUrl().refine(isEncryptedOrLocal, {
    error: 'is neither https nor an address of this machine: tokens would go unencrypted',
  });
}

function isEncryptedOrLocal(value: string): boolean {
  const url = URL.parse(value);
  return url?.protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
}

export function channelId() {
  return z.string().regex(/^[CG][A-Z0-9]{5,30}$/, {
    error: 'is no id of a Slack channel: open its details in Slack and copy the id at the bottom (C0123ABCD)',
  });
}

export function smtpUrl() {
  return z.string().refine(isSmtpUrl, {
    error: 'is no URL of a mail server (smtps://user:password@host:465, smtp://user:password@host:587)',
  });
}

function isSmtpUrl(value: string): boolean {
  const url = URL.parse(value);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false;
  return `${url.pathname.replace('/', '')}${url.search}${url.hash}` === '';
}

/** One address as mail servers take it: no line ends, no lists, no quotes. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const SENDER = /^(?:[^<>"\p{Cc}]{1,100}\s)?<([^<>\s]+)>$/u;

export function mailSender() {
  return z.string().refine((value) => ADDRESS.test(value) || ADDRESS.test(SENDER.exec(value)?.[1] ?? ''), {
    error: 'is no mail address, alone or as Name <address>',
  });
}

export function mailAddresses() {
  return z
    .string()
    .transform((value) => [...new Set(listOf(value, ','))])
    .refine((addresses) => addresses.length > 0 && addresses.length <= 50, {
      error: 'names no address, or more than 50',
    })
    .refine((addresses) => addresses.every((each) => ADDRESS.test(each)), {
      error: 'has an entry that is no mail address',
    });
}

export function secretKey() {
  return z.string().refine(isKey, { error: keyError });
}

export function secretKeys() {
  return z
    .string()
    .transform((value) => listOf(value, ','))
    .refine((keys) => keys.every(isKey), { error: `has an entry that ${keyError}` });
}

const keyError = `is not the base64 of ${KEY_BYTES} bytes: make one with "openssl rand -base64 ${KEY_BYTES}"`;

function isKey(value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === value;
}

/** Any, also relative ones. */
export function filePaths() {
  return z
    .string()
    .transform((value) => [...new Set(listOf(value, delimiter))])
    .refine((paths) => paths.length > 0, { error: 'names no file' });
}

const LEAST_PASSPHRASE = 12;
const passphraseError = `is shorter than ${LEAST_PASSPHRASE} or longer than 1000 characters`;

export function passphrase() {
  return z.string().refine(isPassphrase, { error: passphraseError });
}

/** One per line: they may hold any other character. */
export function passphrases() {
  return z
    .string()
    .transform((value) => listOf(value, '\n'))
    .refine((all) => all.every(isPassphrase), { error: `has a line that ${passphraseError}` });
}

function isPassphrase(value: string): boolean {
  return value.length >= LEAST_PASSPHRASE && value.length <= 1_000;
}

/** Absolute folders in their plain form, once each. */
export function folders() {
  return z
    .string()
    .transform((value) => [...new Set(listOf(value, delimiter).map(withoutTrailingSlash))])
    .refine((paths) => paths.length > 0, { error: 'names no folder' })
    .refine((paths) => paths.every((path) => isAbsolute(path) && normalize(path) === path), {
      error: `has an entry that is no absolute folder in its plain form (several are separated by ${JSON.stringify(delimiter)})`,
    })
    .refine((paths) => !paths.includes('/'), { error: 'names the whole disk: name a folder' });
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

function listOf(value: string, separator: string): string[] {
  return value
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** As the provider writes it: it is compared letter by letter. Keys come from there: encrypted, or from this machine. */
export function issuerUrl() {
  return z.string().refine((value) => isWebUrl(value) && isEncryptedOrLocal(value), {
    error: 'is no https URL without user, query and fragment',
  });
}

/** Long enough that nobody guesses it, and of characters that stand in a header. */
export function metricsToken() {
  return z.string().regex(/^[A-Za-z0-9._~+/=-]{16,256}$/, {
    error:
      'must be 16 to 256 letters, digits or . _ ~ + / = - without spaces: `openssl rand -hex 32` makes one',
  });
}

/** What clients and claims are called. */
export function clientName() {
  return z.string().regex(/^[\x21-\x7e]{1,200}$/, { error: 'is no name without spaces' });
}

export function names() {
  return z
    .string()
    .transform((value) => [...new Set(listOf(value, ','))])
    .refine((list) => list.length > 0 && list.every((each) => clientName().safeParse(each).success), {
      error: 'has an entry that is no name without spaces',
    });
}

/** `theirs=OURS,…` */
export function roleMap() {
  const error = `is no list of theirs=OURS; ours are ${ROLES.join(', ')}`;
  return z
    .string()
    .transform((value) => listOf(value, ',').map((each) => /^(.{1,200})=([A-Z_]+)$/.exec(each)))
    .refine((pairs) => pairs.length > 0 && pairs.every((pair) => isRole(pair?.[2])), { error })
    .transform((pairs) => new Map(pairs.map((pair) => [pair?.[1]?.trim() ?? '', pair?.[2] as Role])));
}

function isRole(word: string | undefined): boolean {
  return (ROLES as readonly (string | undefined)[]).includes(word);
}
