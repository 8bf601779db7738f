/** Links, click tokens and what each token may ask: as far as the bot can tell, the API's own. */
import type { BeginInteractionInput } from '../../../src/client/generated/graphql.js';
import { type Asker, refusal } from '../../support/stand-in-api.js';

export interface LinkedUser {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export class StandInPeople {
  readonly begun: BeginInteractionInput[] = [];
  readonly links = new Map<string, LinkedUser>();
  readonly codesFor: object[] = [];
  /** Who may look but not change. */
  readonly readers = new Set<string>();
  readonly #keys = new Set<string>();
  readonly #tokens = new Map<string, { user: LinkedUser; operations: readonly string[] }>();

  isClickToken(token: string): boolean {
    return this.#tokens.has(token);
  }

  /** @throws what the API says to a token that is not good for this, or to a person who may not do it */
  asker(field: string, { token }: Asker, { changes = false } = {}): LinkedUser {
    const found = this.#tokens.get(token);
    if (found === undefined || !found.operations.includes(field))
      throw refusal('FORBIDDEN', `This token is not good for ${field}.`);
    if (changes && this.readers.has(found.user.id)) throw refusal('FORBIDDEN', 'Your role may not do that.');
    return found.user;
  }

  answers() {
    return {
      beginInteraction: ({ input }: { input: BeginInteractionInput }) => {
        this.begun.push({ ...input });
        const outcome = this.#outcomeOf(input);
        const nothing = { interactionId: null, token: null, expiresAt: null, user: null };
        if (outcome !== 'GRANTED') return { outcome, ...nothing };
        const user = this.links.get(input.slackUserId);
        const token = `click-${this.#tokens.size + 1}`;
        if (user !== undefined) this.#tokens.set(token, { user, operations: input.operations });
        return { outcome, interactionId: token, token, expiresAt: new Date().toISOString(), user };
      },
      beginSlackLink: ({ input }: { input: object }) => {
        this.codesFor.push({ ...input });
        return { code: 'K7QM-2RWD', expiresAt: '2026-11-21T12:10:00.000Z' };
      },
    };
  }

  #outcomeOf({ key, standing, slackUserId }: BeginInteractionInput): string {
    if (this.#keys.has(key)) return 'DUPLICATE';
    this.#keys.add(key);
    if (standing !== 'MEMBER') return 'REFUSED_STANDING';
    return this.links.has(slackUserId) ? 'GRANTED' : 'UNLINKED';
  }
}
