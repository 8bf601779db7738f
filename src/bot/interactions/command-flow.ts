/** From a typed command, or a button that stands for one, to its answer. */
import type { TypedDocumentString } from '../../client/generated/graphql.js';
import { BeginSlackLinkDocument } from '../../client/generated/graphql.js';
import type { Command, CommandContext } from '../commands/command.js';
import { parseCommand } from '../commands/parse-command.js';
import { outcomeAnswer } from '../views/answers/answer.js';
import type { Message } from '../views/blocks.js';
import { faultAnswer, noteFault } from './fault-answer.js';
import type { FlowParts } from './flow-parts.js';
import type { Admission, Gate } from './gate.js';
import type { Modals } from './modals.js';
import type { Origin } from './origin.js';
import type { PrivateAnswers } from './private-answer.js';

/** What a command needs of the parts of a flow. */
export interface CommandParts extends Pick<FlowParts, 'serviceAsk' | 'log'> {
  readonly gate: Pick<Gate, 'admit' | 'identityOf'>;
  readonly modals: Pick<Modals, 'open' | 'replace' | 'fitting'>;
  readonly answers: Pick<PrivateAnswers, 'tell'>;
}

export async function seeToCommand(parts: CommandParts, origin: Origin, line: string): Promise<void> {
  const { answers, modals, log } = parts;
  const tell = (message: Message) => answers.tell(origin, modals.fitting(message));
  try {
    const found = parseCommand(line);
    if ('problem' in found) return await tell(found.problem);
    const { command, words } = found;
    const admission = await parts.gate.admit(origin, [...command.fields, 'viewer']);
    if (admission.outcome === 'DUPLICATE') return;
    const refusal = refusalOf(admission, command);
    if (refusal !== undefined) return await tell(refusal);
    await command.run(words, await contextOf(parts, origin, admission));
  } catch (error) {
    await tell(faultAnswer(error, { action: origin.action, log }));
  }
}

/** Who is not linked may be helped, and may link; who may not do anything here is told so. */
function refusalOf({ outcome }: Admission, { fields }: Command): Message | undefined {
  if (outcome === 'UNLINKED' && fields.length === 0) return undefined;
  return outcomeAnswer(outcome);
}

async function contextOf(parts: CommandParts, origin: Origin, admission: Admission): Promise<CommandContext> {
  const { gate, modals, answers, serviceAsk } = parts;
  const identity = await gate.identityOf(origin);
  const { teamId, slackUserId, slackUserName } = identity;
  const user = admission.outcome === 'GRANTED' ? admission.user : null;
  return {
    caller: { teamId, slackUserId, slackUserName, channelId: origin.channelId ?? slackUserId, user },
    ask: <Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables) => {
      if (admission.outcome !== 'GRANTED')
        throw new Error('Nobody is linked, and a command asks in their name.');
      return admission.ask(document, variables);
    },
    async openModal(view) {
      if (origin.triggerId === null) throw new Error('Nothing opens a modal here.');
      const viewId = await modals.open(origin.triggerId, view);
      return {
        async update(newer) {
          if (viewId !== undefined) await modals.replace(viewId, { view: newer });
        },
      };
    },
    respond: (message) => answers.tell(origin, modals.fitting(message)),
    beginLink: async () => (await serviceAsk(BeginSlackLinkDocument, { input: identity })).beginSlackLink,
    now: () => new Date().toISOString(),
    onFault: (error) => noteFault(error, { action: origin.action, log: parts.log }),
  };
}
