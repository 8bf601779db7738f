/** Who is it? People who are linked in Slack, the bot, and the trail that they leave: over HTTP on the real services. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { NewInteraction } from '../../src/services/interaction-service.js';
import type { ProcessToken } from '../../src/services/service-tokens.js';
import type { NewShare } from '../../src/services/share-service.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from './installation.js';
import { type Ask, aClick, aPerson, asking, type Person } from './people.js';

export const CONFIRM =
  'mutation ($code: String!) { confirmSlackLink(input: { code: $code }) { slackLink { id slackUserName user { name } } } }';
export const BEGIN =
  'mutation ($input: BeginInteractionInput!) { beginInteraction(input: $input) { outcome interactionId token expiresAt user { name role } } }';
export const EXCLUDE =
  'mutation ($id: ID!, $names: [String!]!, $v: Int!) { excludeNamespacesFromSchedule(input: { scheduleId: $id, namespaces: $names, selectionVersion: $v }) { changed } }';
const WHO = { teamId: 'T1', teamName: 'Acme', slackUserId: 'U1', slackUserName: 'kim.slack' };

interface Begun {
  readonly outcome: string;
  readonly interactionId: string | null;
  readonly token: string | null;
  readonly expiresAt: string | null;
  readonly user: { readonly name: string } | null;
}

interface Entry {
  readonly door: string;
  readonly actorName: string;
  readonly actorKind: string;
  readonly operation: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly subjectId: string | null;
  readonly user: { readonly name: string } | null;
  readonly slack: {
    readonly slackUserId: string;
    readonly channelId: string;
    readonly action: string;
  } | null;
}

/** A super admin, an app user called kim, and the bot of Slack, new for each test of a file. To be made at the top of the file. */
export class LinkedPeople {
  world!: Installation;
  api!: Running;
  bot!: ProcessToken;
  botAsks!: Ask;
  admin!: Person;
  kim!: Person;

  /** No two readings of it are the same, so that what happened has an order. */
  readonly clock = {
    at: 0,
    now: () => {
      this.clock.at += 1;
      return new Date(this.clock.at);
    },
    set: (to: string | Date) => {
      this.clock.at = new Date(to).getTime();
    },
  };

  constructor() {
    beforeAll(() => this.#start());
    beforeEach(() => this.#renew());
    afterEach(() => this.bot.stop());
    afterAll(async () => {
      await this.api.stop();
      await this.world.stop();
    });
  }

  async #start(): Promise<void> {
    const { clock } = this;
    clock.set('2026-11-20T11:00:00Z');
    this.world = await Installation.start({ clock });
    const { services } = this.world.product;
    this.api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  }

  async #renew(): Promise<void> {
    const { world } = this;
    this.clock.set('2026-11-20T12:00:00Z');
    await world.database.query(`
      ALTER TABLE audit_entry DISABLE TRIGGER USER;
      TRUNCATE slack_link, slack_link_code, slack_link_attempt, interaction, service_token, audit_entry, event;
      ALTER TABLE audit_entry ENABLE TRIGGER USER;
      UPDATE app_user SET name = id, state = 'INACTIVE' WHERE name <> 'admin';
      UPDATE app_user SET role = 'SUPER_ADMIN', state = 'ACTIVE', version = 1 WHERE name = 'admin'`);
    const { identity } = world.product.services;
    this.bot = await identity.serviceToken('slack-bot');
    this.botAsks = asking(this.api, this.bot.token);
    this.admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
    this.kim = await aPerson(world.product, world.actor, { role: 'APP_USER', name: 'kim' });
    const cluster = { resource: 'Cluster', resourceId: world.cluster.id, access: 'FULL' } as const;
    await this.share({ ...cluster, namespaces: ['*'] });
  }

  /** With kim. */
  share(what: Omit<NewShare, 'userId'>) {
    const { product, actor } = this.world;
    return product.services.shares.create({ ...what, userId: this.kim.user.id }, actor);
  }

  async codeFor(who: typeof WHO = WHO): Promise<string> {
    const text = 'mutation ($who: BeginSlackLinkInput!) { beginSlackLink(input: $who) { code expiresAt } }';
    const { data, errors } = await this.botAsks(text, { who });
    expect(errors).toEqual([]);
    return (data.beginSlackLink as unknown as { code: string }).code;
  }

  async linked(person: Person, who: typeof WHO = WHO): Promise<string> {
    const { data, errors } = await asking(this.api, person.token)(CONFIRM, { code: await this.codeFor(who) });
    expect(errors).toEqual([]);
    return (data.confirmSlackLink as unknown as { slackLink: { id: string } }).slackLink.id;
  }

  async begin(change: Partial<NewInteraction> = {}): Promise<Begun> {
    const { data, errors } = await this.botAsks(BEGIN, { input: aClick(change) });
    expect(errors).toEqual([]);
    return data.beginInteraction as unknown as Begun;
  }

  async clickToken(change: Partial<NewInteraction> = {}): Promise<string> {
    const { outcome, token } = await this.begin(change);
    expect(outcome).toBe('GRANTED');
    return token!;
  }

  aScheduleOf(person: Person, names = ['default', 'kube-system']) {
    return this.world.product.services.schedules.create(
      {
        name: `nightly-${randomUUID().slice(0, 8)}`,
        clusterId: this.world.cluster.id,
        locationId: this.world.location.id,
        selection: { kind: 'NAMED', names },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      person.actor,
    );
  }

  exclude(token: string, id: string) {
    return asking(this.api, token)(EXCLUDE, { id, names: ['kube-system'], v: 1 });
  }

  /** Newest first; those of Slack when nothing else is asked. */
  async trail(filter = 'door: SLACK'): Promise<Entry[]> {
    const text = `{ auditTrail(first: 200, ${filter}) { edges { node { door actorKind actorName operation outcome code subjectId
      user { name } slack { teamId slackUserId slackUserName channelId messageTs action } } } totalCount } }`;
    const { data, errors } = await asking(this.api, this.admin.token)(text);
    expect(errors).toEqual([]);
    const { edges } = data.auditTrail as unknown as { edges: { node: Entry }[] };
    return edges.map(({ node }) => node);
  }
}
