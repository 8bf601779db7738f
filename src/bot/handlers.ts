/** What the bot does with each kind of payload. None of these throws: whoever did something is answered, whatever happens. */
import type { BlockAction, BlockSuggestion, SlackViewAction, SlashCommand } from '@slack/bolt';
import type { ModalView, PlainTextOption } from '@slack/types';
import type { HomeOpened } from './interactions/origin.js';

export interface Handlers {
  click(body: BlockAction): Promise<void>;
  submit(body: SlackViewAction): Submission;
  suggest(body: BlockSuggestion): Promise<{ options: PlainTextOption[] }>;
  command(command: SlashCommand): Promise<void>;
  home(opened: HomeOpened): Promise<void>;
}

export interface Submission {
  /** What the modal does at once; absent: it closes. */
  readonly answer?: SubmissionAnswer;
  /** What follows. */
  work(): Promise<void>;
}

export type SubmissionAnswer =
  | { response_action: 'update'; view: ModalView }
  | { response_action: 'errors'; errors: Record<string, string> };
