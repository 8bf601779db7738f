/** The pieces of Block Kit that our messages and modals are made of, each within its own limits. */
import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { plainWords } from './text.js';

/** What is posted or answered: the blocks, and one sentence for screen readers and notifications. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export function plain(text: string, most = 2_000): PlainTextElement {
  return { type: 'plain_text', text: plainWords(text, most), emoji: false };
}

/** `text` is mrkdwn already: escaped where it comes from outside. Slack makes no links or mentions of its own from it. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 150) };
}

export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text) };
}

/** Facts side by side: label and value, at most ten. */
export function facts(pairs: readonly (readonly [label: string, value: string])[]): SectionBlock {
  const fields = pairs.slice(0, 10).map(([label, value]) => mrkdwn(`*${label}*\n${value}`));
  return { type: 'section', fields };
}

export function context(...lines: readonly string[]): ContextBlock {
  return { type: 'context', elements: lines.slice(0, 10).map(mrkdwn) };
}

export function actions(elements: readonly ActionsBlockElement[], blockId?: string): ActionsBlock {
  return {
    type: 'actions',
    elements: [...elements],
    ...(blockId !== undefined && { block_id: blockId }),
  };
}

export interface ButtonParts {
  readonly action: string;
  readonly label: string;
  readonly value?: string;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
  /** What a screen reader says instead of the label. */
  readonly spoken?: string;
  readonly confirm?: ConfirmationDialog;
}

export function button({ action, label, value, url, style, spoken, confirm }: ButtonParts): Button {
  return {
    type: 'button',
    action_id: action,
    text: plain(label, 75),
    ...(value !== undefined && { value }),
    ...(url !== undefined && { url }),
    ...(style !== undefined && { style }),
    ...(spoken !== undefined && { accessibility_label: plainWords(spoken, 75) }),
    ...(confirm !== undefined && { confirm }),
  };
}

export interface ConfirmParts {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly style?: 'primary' | 'danger';
}

export function confirmation({ title, text, yes, style }: ConfirmParts): ConfirmationDialog {
  return {
    title: plain(title, 100),
    text: plain(text, 300),
    confirm: plain(yes, 30),
    deny: plain('Cancel', 30),
    ...(style !== undefined && { style }),
  };
}

export function option(label: string, value: string, description?: string): PlainTextOption {
  return {
    text: plain(label, 75),
    value,
    ...(description !== undefined && { description: plain(description, 75) }),
  };
}
