/** Every mutation, through any door, leaves one entry in the audit trail: who, through what, of what, and what came of it. */
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { AuditNote } from '../domain/audit.js';
import { outcomeOfError } from '../domain/audit.js';
import { type AuditSubject, auditSubjectOf, changedFields } from '../domain/audit-fields.js';
import type { ApiContext } from './context.js';
import { isRepeated } from './idempotent-mutations.js';
import type { AuditLook } from './people-services.js';

/** The bot's own steps change nothing that people own; who is refused at the beginning of one is noted by its service. */
const NOT_AUDITED: ReadonlySet<string> = new Set([
  'beginInteraction',
  'claimDeliveries',
  'acknowledgeDelivery',
  'adoptMessage',
]);
const SUBJECT_FIELDS = ['id', 'scheduleId', 'userId', 'backupId'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Fields = Readonly<Record<string, unknown>>;

/** Wraps the resolvers of the mutations, where graphql-js and the compiled executor both come by. */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  for (const field of fields.filter(({ name }) => !NOT_AUDITED.has(name))) {
    const { name: operation, resolve = defaultFieldResolver } = field;
    field.resolve = async (source, args: Fields, context: ApiContext, info) => {
      const input = asFields(args.input);
      const asked = await look(context, operation, subjectOf(input));
      try {
        const payload: unknown = await resolve(source, args, context, info);
        if (!isRepeated(payload))
          await noteDone(context, { operation, input, payload: asFields(payload), asked });
        return payload;
      } catch (error) {
        await note(context, { operation, ...aboutIt(asked, subjectOf(input)), ...outcomeOfError(error) });
        throw error;
      }
    };
  }
  return schema;
}

/** Never throws: the service logs what it cannot write. Nobody signed in: nobody to name. */
export async function note({ actor, services, origin }: ApiContext, entry: AuditNote): Promise<void> {
  if (actor !== undefined) await services.audit.record(actor, { ...origin, ...entry });
}

interface Looked extends AuditLook {
  readonly subject: AuditSubject;
  readonly id: string;
}

async function look(
  { services, actor }: ApiContext,
  operation: string,
  id: string | null,
): Promise<Looked | undefined> {
  const subject = auditSubjectOf(operation);
  if (subject === undefined || id === null || actor === undefined) return undefined;
  const looked = await services.audit.look(subject, id);
  return looked && { ...looked, subject, id };
}

interface Done {
  readonly operation: string;
  readonly input: Fields;
  readonly payload: Fields;
  readonly asked: Looked | undefined;
}

/** What is about another thing than what it was asked of (a backup of a cluster, a token of a person) is about what it made. */
async function noteDone(context: ApiContext, { operation, input, payload, asked }: Done): Promise<void> {
  const made =
    asked?.id ??
    Object.values(payload)
      .map((each) => uuid(asFields(each).id))
      .find((id) => id !== null) ??
    null;
  const now = await look(context, operation, made);
  await note(context, {
    operation,
    outcome: payload.changed === false ? 'UNCHANGED' : 'APPLIED',
    ...aboutIt(now ?? asked, now?.id ?? subjectOf(input) ?? made),
    ...changedFields(asked?.fields ?? null, now?.fields ?? null),
    ...slackOf(input),
    ...orphanedIn(payload),
  });
}

function aboutIt(
  looked: Looked | undefined,
  subjectId: string | null,
): Pick<AuditNote, 'subjectType' | 'subjectId' | 'subjectName'> {
  return { subjectId, subjectType: looked?.subject ?? null, subjectName: looked?.name ?? null };
}

function subjectOf(input: Fields): string | null {
  return SUBJECT_FIELDS.map((field) => uuid(input[field])).find((id) => id !== null) ?? null;
}

/** A link that a Slack user began: the bot asks for it, and this is whom it is about. */
function slackOf({ teamId, slackUserId, slackUserName }: Fields): Pick<AuditNote, 'slack'> {
  if (typeof teamId !== 'string' || typeof slackUserId !== 'string' || typeof slackUserName !== 'string') {
    return {};
  }
  return { slack: { teamId, slackUserId, slackUserName, channelId: null, messageTs: null, action: 'link' } };
}

/** A record that went alone: the trail is what says where its data lies. */
function orphanedIn({ orphanedPath }: Fields): Pick<AuditNote, 'message'> {
  return typeof orphanedPath === 'string' ? { message: `Its data stays in ${orphanedPath}.` } : {};
}

function uuid(value: unknown): string | null {
  return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : null;
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
