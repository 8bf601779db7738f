/** The frame of every modal. */
import type { KnownBlock, ModalView } from '@slack/types';
import { plain, section } from '../blocks.js';
import type { MODALS, ModalContext } from '../references.js';
import { writeContext } from '../references.js';

export interface ModalParts {
  readonly title: string;
  readonly blocks: readonly KnownBlock[];
  /** What happens, as the label of the button. Without one the modal only tells. */
  readonly submit?: string;
  readonly close?: string;
  readonly callback?: (typeof MODALS)[keyof typeof MODALS];
  readonly context?: ModalContext;
}

export function modal({ title, blocks, submit, close, callback, context }: ModalParts): ModalView {
  return {
    type: 'modal',
    title: plain(title, 24),
    close: plain(close ?? (submit === undefined ? 'Close' : 'Cancel'), 24),
    blocks: [...blocks],
    ...(submit !== undefined && { submit: plain(submit, 24) }),
    ...(callback !== undefined && { callback_id: callback }),
    ...(context !== undefined && { private_metadata: writeContext(context) }),
  };
}

/** Opened at once with the trigger, which lives three seconds; what was asked for replaces it. */
export function loadingModal(title = 'Holdfast'): ModalView {
  return modal({ title, blocks: [section('Loading…')] });
}

/** Something told and nothing asked: what came of it, or why not. `paragraphs` are mrkdwn. */
export function tellingModal(title: string, ...paragraphs: readonly string[]): ModalView {
  return modal({ title, blocks: paragraphs.map(section) });
}
