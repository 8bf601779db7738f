/** The parts of a mail, and both ways to write them. Everything that is no markup of ours is escaped here and nowhere else. */

export interface MailPart {
  readonly title?: string;
  readonly heading?: string;
  readonly paragraph?: string;
  readonly names?: readonly string[];
  /** How many more names there are than these. */
  readonly more?: number;
  readonly facts?: readonly (readonly [string, string])[];
  readonly commands?: readonly string[];
  readonly link?: string;
  readonly label?: string;
  readonly note?: string;
}

export function toText(parts: readonly MailPart[]): string {
  return `${parts.map((part) => textOf(part).map(plain).join('\n')).join('\n\n')}\n`;
}

function textOf(part: MailPart): string[] {
  const width = Math.max(0, ...(part.facts ?? []).map(([name]) => name.length));
  return [
    ...lines(part.title),
    ...lines(part.heading),
    ...lines(part.paragraph),
    ...(part.names ?? []).map((name) => `  - ${name}`),
    ...(part.more ? [`  and ${part.more} more`] : []),
    ...(part.facts ?? []).map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...(part.commands ?? []).map((command) => `  ${command}`),
    ...(part.link === undefined ? [] : [`${part.label ?? 'Link'}: ${part.link}`]),
    ...lines(part.note),
  ];
}

function lines(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}

/** Foreign text brings no line and no control of its own. */
function plain(line: string): string {
  return line.replaceAll(/\p{Cc}+/gu, ' ');
}

export function toHtml(parts: readonly MailPart[]): string {
  const body = parts.map(htmlOf).join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Holdfast</title></head>
<body style="font-family:sans-serif;font-size:14px;line-height:1.5;color:#1d1c1d;max-width:640px">
${body}
</body></html>
`;
}

function htmlOf(part: MailPart): string {
  return [
    part.title && `<h1 style="font-size:18px">${escaped(part.title)}</h1>`,
    part.heading && `<h2 style="font-size:15px">${escaped(part.heading)}</h2>`,
    part.paragraph && `<p>${escaped(part.paragraph)}</p>`,
    part.names && `<ul>${part.names.map((name) => `<li><code>${escaped(name)}</code></li>`).join('')}</ul>`,
    part.more && `<p>and ${part.more} more</p>`,
    part.facts && `<table>${part.facts.map(factRow).join('')}</table>`,
    ...(part.commands ?? []).map((command) => `<pre>${escaped(command)}</pre>`),
    part.link && `<p><a href="${escaped(part.link)}">${escaped(part.label ?? part.link)}</a></p>`,
    part.note && `<p style="color:#616061">${escaped(part.note)}</p>`,
  ]
    .filter((each) => typeof each === 'string' && each !== '')
    .join('\n');
}

function factRow([name, value]: readonly [string, string]): string {
  const head = '<th scope="row" style="text-align:left;padding-right:12px;font-weight:normal;color:#616061">';
  return `<tr>${head}${escaped(name)}</th><td>${escaped(value)}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return plain(text).replaceAll(/[&<>"']/g, (each) => ENTITIES[each] ?? each);
}
