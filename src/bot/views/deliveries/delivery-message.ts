/** What a claimed delivery says, whatever its kind. */
import { alertMessage } from '../alert/alert-message.js';
import { alertReminder, alertReply } from '../alert/alert-reply.js';
import type { Message } from '../blocks.js';
import type { Delivery } from '../data.js';
import { digestMessage } from './digest-message.js';
import { noticeMessage } from './notice-message.js';
import { testMessage } from './test-message.js';
import { watchMessage } from './watch-message.js';

/** `asOf`: ISO time of the claim. Undefined: what it was about is gone, and there is nothing to say. */
export function deliveryMessage(claimed: Delivery, asOf: string): Message | undefined {
  const { delivery, alert, change, backup, notice, digest } = claimed;
  switch (delivery.kind) {
    case 'ALERT':
      return alert === null ? undefined : alertMessage(alert, claimed, asOf);
    case 'REPLY':
      return alert === null || change === null ? undefined : alertReply(alert, change, claimed);
    case 'REMINDER':
      return alert === null ? undefined : alertReminder(alert);
    case 'NOTICE':
      return notice === null ? undefined : noticeMessage(notice);
    case 'WATCH':
      return backup === null ? undefined : watchMessage(backup, claimed, asOf);
    case 'DIGEST':
      return digest === null ? undefined : digestMessage(digest, claimed);
    case 'TEST':
      return testMessage(asOf);
  }
}
