import type { Stores } from './stores.js';

export const NOTICE_KINDS = ['SLACK_LINKED', 'SLACK_UNLINKED'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that one person is told, by a message to them alone. */
export interface PersonalNotice {
  readonly kind: NoticeKind;
  readonly teamId: string;
  readonly slackUserId: string;
  /** The Holdfast user that the Slack user is, or was. */
  readonly userName: string;
  readonly at: Date;
}

/** Writes what people are to be told, in the transaction of the change that it tells. */
export interface NoticeOutbox {
  notify(stores: Stores, notice: PersonalNotice): Promise<void>;
}

/** For an installation without an outbox: nobody is told. */
export const NO_NOTICES: NoticeOutbox = { notify: async () => undefined };
