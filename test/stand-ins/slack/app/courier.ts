import type { Json, User } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import type { AppAnswer, AppLink, Envelope } from './app-link.js';
import { failureOf, type Outcome } from './outcome.js';

export interface Errand {
  readonly payload: Json;
  readonly user: User;
  /** For the error that the person sees: `click exclude`. */
  readonly what: string;
  readonly tamper?: ((payload: Json) => void) | undefined;
}

const REASONS = {
  late: 'the app did not answer in time',
  unreachable: 'the app could not be reached',
} as const;

/** Carries what people do to the app, and tells them when that went wrong. */
export class Courier {
  constructor(
    readonly core: StandInCore,
    readonly link: () => AppLink,
  ) {}

  /** Anything but 200 in time is an error that the person sees. */
  async carry(type: Envelope['type'], { payload, user, what, tamper }: Errand): Promise<Outcome> {
    const sent = structuredClone(payload);
    tamper?.(sent);
    const answer = await this.link().deliver({ type, payload: sent });
    if (answer.outcome === 'answered' && answer.status === 200) {
      return { ...answer, outcome: 'acknowledged', payload: sent };
    }
    const outcome = failureOf(answer);
    const reason = outcome === 'refused' ? `the app answered ${answer.status}` : REASONS[outcome];
    this.core.workspace.operationFailed({ user: user.id, what, reason });
    return { ...answer, outcome, payload: sent, error: reason };
  }

  /** The app answered in time, but with something Slack cannot use. */
  unusable<Kind extends Outcome>(
    outcome: Kind,
    { user, what }: Pick<Errand, 'user' | 'what'>,
    error: string,
  ): Kind {
    this.core.workspace.operationFailed({ user: user.id, what, reason: error });
    return { ...outcome, outcome: 'refused', error };
  }

  event(payload: Json, retry: Envelope['retry']): Promise<AppAnswer> {
    return this.link().deliver({ type: 'events_api', payload, ...(retry === undefined ? {} : { retry }) });
  }
}
