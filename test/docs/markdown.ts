/** What the documents of the project say, taken apart: links, code spans, lines of commands. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Page {
  /** Below the project's folder. */
  readonly file: string;
  readonly text: string;
  /** Without what stands in fences. */
  readonly prose: string;
  readonly fences: readonly Fence[];
}

export interface Fence {
  /** What follows the backticks: sh, console, mermaid, or nothing. */
  readonly language: string;
  readonly body: string;
}

const FENCE = /^( *)```(\S*)[^\n]*\n([\s\S]*?)^\1```$/gm;

export function allPages(): readonly Page[] {
  const files = globSync(['*.md', '{docs,test,bench,demo,src}/**/*.md'], { cwd: ROOT });
  return files.sort().map(readPage);
}

function readPage(file: string): Page {
  const text = readFileSync(`${ROOT}${file}`, 'utf8');
  const fences = [...text.matchAll(FENCE)].map(([, , language = '', body = '']) => ({ language, body }));
  return { file, text, prose: text.replace(FENCE, ''), fences };
}

/** Targets of links that lead to something in the project. */
export function localLinks({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub gives to headings. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

export function codeSpans({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll(/\s+/g, ' '));
}

/** Lines that a person is told to type: of `sh` all, of `console` those behind "$ ". Continued ones are one, comments none. */
export function typedLines({ fences }: Page): readonly string[] {
  return fences.flatMap(({ language, body }) => {
    const lines = body.replaceAll(/\\\n\s*/g, ' ').split('\n');
    if (language === 'sh') return lines.map((line) => line.trim());
    if (language !== 'console') return [];
    return lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
  });
}

/** The commands of a line, one by one, without comments, redirections and what the shell makes of it. */
export function commandsIn(line: string): readonly (readonly string[])[] {
  return line
    .replace(/(^| )#.*$/, '')
    .split(/&&|\|\|?|;/)
    .map(
      (command) =>
        command
          .replace(/[<>]\s*\S+\s*$/, '')
          .trim()
          .match(/'[^']*'|"[^"]*"|\S+/g) ?? [],
    );
}
