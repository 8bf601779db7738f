import { Ids, Timestamps } from './ids.js';
import type { StandInClock } from './stand-in-clock.js';
import {
  type Channel,
  type Installation,
  type Message,
  NotPossible,
  type OperationError,
  type Team,
  type User,
} from './things.js';

export interface NewUser {
  readonly name: string;
  readonly realName?: string;
  /** null: has none. Absent: `name@example.com`. */
  readonly email?: string | null;
  readonly tz?: string;
  readonly locale?: string;
  readonly team?: Team;
  readonly isBot?: boolean;
  readonly deleted?: boolean;
  readonly isAdmin?: boolean;
  readonly guest?: 'single-channel' | 'multi-channel';
}

export interface NewChannel {
  readonly name: string;
  readonly topic?: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  readonly isExtShared?: boolean;
  /** Who is in it; everybody of the workspace so far, with the app's bot, when absent. */
  readonly members?: readonly User[];
  /** Whether the app's bot is in it. Default true. */
  readonly withBot?: boolean;
}

/** All scopes the product's manifest may ask for and those that tests of the stand-in need. */
export const ALL_SCOPES = [
  'chat:write',
  'commands',
  'channels:read',
  'groups:read',
  'im:read',
  'channels:history',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
  'files:write',
] as const;

/** Teams, people, channels and messages, and the app's installation. */
export class Workspace {
  readonly ids = new Ids();
  readonly timestamps: Timestamps;
  readonly teams = new Map<string, Team>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly team: Team;
  readonly installation: Installation;
  readonly operationErrors: OperationError[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(readonly clock: StandInClock) {
    this.timestamps = new Timestamps(clock);
    this.team = this.addTeam({ domain: 'stand-in', name: 'Stand-in' });
    const bot = this.addUser({ name: 'holdfast', realName: 'Holdfast', isBot: true, email: null });
    this.installation = {
      appId: this.ids.next('A'),
      botId: this.ids.next('B'),
      botUserId: bot.id,
      botToken: `xoxb-stand-in-${this.ids.secret()}`,
      appToken: `xapp-1-stand-in-${this.ids.secret()}`,
      signingSecret: this.ids.secret(),
      verificationToken: this.ids.secret(12),
      scopes: ALL_SCOPES,
      revoked: false,
    };
  }

  addTeam(team: Omit<Team, 'id'>): Team {
    const added = { ...team, id: this.ids.next('T') };
    this.teams.set(added.id, added);
    return added;
  }

  addUser(user: NewUser): User {
    const { name, email = `${name}@example.com`, guest } = user;
    const added: User = {
      id: this.ids.next('U'),
      teamId: (user.team ?? this.team).id,
      name,
      realName: user.realName ?? name,
      ...(email === null ? {} : { email }),
      tz: user.tz ?? 'Europe/Berlin',
      locale: user.locale ?? 'en-GB',
      isBot: user.isBot ?? false,
      deleted: user.deleted ?? false,
      isAdmin: user.isAdmin ?? false,
      isRestricted: guest !== undefined,
      isUltraRestricted: guest === 'single-channel',
    };
    this.users.set(added.id, added);
    this.changed();
    return added;
  }

  addChannel(channel: NewChannel): Channel {
    const { withBot = true } = channel;
    const bot = this.installation.botUserId;
    const people = channel.members ?? [...this.users.values()].filter((user) => !user.isBot);
    const added: Channel = {
      id: this.ids.next('C'),
      name: channel.name,
      topic: channel.topic ?? '',
      isPrivate: channel.isPrivate ?? false,
      isArchived: channel.isArchived ?? false,
      isExtShared: channel.isExtShared ?? false,
      members: new Set([...people.map(({ id }) => id), ...(withBot ? [bot] : [])]),
      messages: [],
    };
    this.channels.set(added.id, added);
    this.changed();
    return added;
  }

  /** The direct message between the app and a person; made when there is none. */
  directMessage(userId: string): Channel {
    const found = [...this.channels.values()].find((channel) => channel.imUser === userId);
    if (found !== undefined) return found;
    const added: Channel = {
      id: this.ids.next('D'),
      name: '',
      topic: '',
      isPrivate: true,
      isArchived: false,
      isExtShared: false,
      imUser: userId,
      members: new Set([userId, this.installation.botUserId]),
      messages: [],
    };
    this.channels.set(added.id, added);
    this.changed();
    return added;
  }

  /** By id or name; throws NotPossible. */
  user(idOrName: string): User {
    const found = this.users.get(idOrName) ?? [...this.users.values()].find(({ name }) => name === idOrName);
    if (found === undefined) throw new NotPossible(`there is no user ${idOrName}`);
    return found;
  }

  change(
    user: string,
    changes: Partial<Pick<User, 'deleted' | 'isBot' | 'isAdmin' | 'isRestricted' | 'isUltraRestricted'>>,
  ): void {
    Object.assign(this.user(user), changes);
    this.changed();
  }

  /** By id or name, with or without #; throws NotPossible. */
  channel(idOrName: string): Channel {
    const name = idOrName.replace(/^#/, '');
    const found =
      this.channels.get(idOrName) ??
      [...this.channels.values()].find((channel) => channel.imUser === undefined && channel.name === name);
    if (found === undefined) throw new NotPossible(`there is no channel ${idOrName}`);
    return found;
  }

  message(channelId: string, ts: string): Message | undefined {
    return this.channels.get(channelId)?.messages.find((message) => message.ts === ts);
  }

  add(message: Omit<Message, 'ts' | 'earlier' | 'tombstone'>): Message {
    const added: Message = { ...message, ts: this.timestamps.next(), earlier: [], tombstone: false };
    this.channels.get(message.channel)?.messages.push(added);
    this.changed();
    return added;
  }

  replies(root: Message): readonly Message[] {
    const inChannel = this.channels.get(root.channel)?.messages ?? [];
    return inChannel.filter(({ threadTs, ephemeralTo }) => threadTs === root.ts && ephemeralTo === undefined);
  }

  /** Takes a message away; a root with replies leaves a tombstone. */
  remove(message: Message): void {
    const channel = this.channels.get(message.channel);
    if (channel === undefined) return;
    if (this.replies(message).length > 0) {
      message.earlier.push(message.blocks);
      Object.assign(message, { tombstone: true, text: 'This message was deleted.', blocks: [] });
      delete message.metadata;
    } else {
      channel.messages.splice(channel.messages.indexOf(message), 1);
    }
    this.changed();
  }

  operationFailed(error: Omit<OperationError, 'at'>): void {
    this.operationErrors.push({ ...error, at: this.clock.now() });
    this.changed();
  }

  /** Calls back after every change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
