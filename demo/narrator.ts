/** Calm plain text on standard output: numbered steps, commands as they were run, and what they really answered. */
export interface Narrator {
  /** The next step of the story. */
  step(title: string): void;
  /** A paragraph. */
  say(text: string): void;
  command(line: string): void;
  /** What a command or the API answered. */
  output(text: string): void;
  /** An empty line, where there is none yet. */
  gap(): void;
}

const INDENT = '   ';
const WIDTH = 100;

export function createNarrator(write: (text: string) => void): Narrator {
  let steps = 0;
  let blank = true;
  const put = (text: string) => {
    write(text);
    if (text !== '') blank = text.endsWith('\n\n') || (text === '\n' && !blank);
  };
  const indented = (text: string) => text.replaceAll(/^(?=.)/gm, INDENT);
  return {
    step(title) {
      steps += 1;
      put(`${blank ? '' : '\n'}${steps}. ${title}\n\n`);
    },
    say: (text) => put(`${indented(wrapped(text))}\n`),
    command: (line) => put(`${blank ? '' : '\n'}${INDENT}$ ${line}\n`),
    output: (text) => put(`${indented(text.trimEnd())}\n\n`),
    gap: () => put(blank ? '' : '\n'),
  };
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
