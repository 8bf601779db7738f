import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

export interface PageFile {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const SAFE = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: https:; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A file of the page by its path, `/` for the page itself; undefined when there is none. */
export async function pageFile(pathname: string): Promise<PageFile | undefined> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const type = TYPES[extname(name)];
  if (type === undefined || !/^[\w-]+(\/[\w-]+)?\.\w+$/.test(name)) return undefined;
  try {
    const bytes = await readFile(new URL(`page/${name}`, import.meta.url));
    return { bytes, headers: { 'content-type': type, ...SAFE } };
  } catch {
    return undefined;
  }
}
