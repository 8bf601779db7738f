import { describe, expect, it } from 'vitest';
import {
  answer,
  linkCodeAnswer,
  outcomeAnswer,
  refusalAnswer,
} from '../../../../src/bot/views/answers/answer.js';
import {
  acknowledgedAnswer,
  askedAnswer,
  goneAnswer,
  snoozedAnswer,
  unsnoozedAnswer,
} from '../../../../src/bot/views/answers/done-answers.js';
import { editAnswer } from '../../../../src/bot/views/answers/edit-answer.js';
import { ApiRefusal } from '../../../../src/client/api-refusal.js';
import { ConnectionFailed } from '../../../../src/client/connection-failed.js';
import { ERROR_CATALOG } from '../../../../src/domain/errors/error-catalog.js';
import { aSchedule, HOSTILE_NAMES, longNames } from '../../../factories/slack-answers.js';
import { actionsOf, expectGoodMessage, textOf } from '../slack-expect.js';

const AT = '2026-11-20T09:00:00.000Z';
const CODES = Object.keys(ERROR_CATALOG);

function refusal(
  code: string,
  message = 'Schedule 6f1de8a4-0d1f-4f0e-9d57-000000000002 said no.',
): ApiRefusal {
  return new ApiRefusal({ message, extensions: { code, details: {}, errorId: 'e-42' } });
}

describe('an answer to a refusal', () => {
  it.each(CODES)('is a plain sentence for %s', (code) => {
    const message = refusalAnswer(refusal(code, 'nightly said no.'));
    expectGoodMessage(message);
    expect(textOf(message)).toMatchSnapshot();
  });

  it('says nothing of an unknown error but its id', () => {
    const message = refusalAnswer(refusal('SOMETHING_NEW', 'secret words'));
    expect(textOf(message)).toContain('`e-42`');
    expect(textOf(message)).not.toContain('secret words');
    expect(textOf(refusalAnswer(new Error('secret words')))).not.toContain('secret words');
  });

  it('says that nothing was changed when Holdfast cannot be reached, without its address', () => {
    const said = textOf(refusalAnswer(new ConnectionFailed('http://10.0.0.1:4000', 'nothing listens there')));
    expect(said).toContain('nothing was changed');
    expect(said).not.toContain('10.0.0.1');
  });

  it.each(HOSTILE_NAMES.map((name, index) => [index, name] as const))(
    'takes nothing from hostile name %i',
    (_, name) => {
      for (const code of CODES) {
        const details = { fields: [{ message: name }, { message: name }, { message: name }], state: name };
        expectGoodMessage(
          refusalAnswer(new ApiRefusal({ message: name, extensions: { code, details, errorId: name } })),
        );
      }
      const backupSchedule = aSchedule({ name });
      for (const kind of ['EXCLUDE', 'ADD', 'REVERT'] as const) {
        for (const changed of [true, false]) {
          expectGoodMessage(
            editAnswer(kind, {
              changed,
              namespaces: [name],
              by: { at: AT, actor: { name } },
              backupSchedule,
            }),
          );
        }
      }
      for (const ask of ['run', 'suspend', 'resume'] as const) expectGoodMessage(askedAnswer(ask, name));
      for (const changed of [true, false]) {
        expectGoodMessage(snoozedAnswer({ scheduleName: name, until: AT, changed }));
        expectGoodMessage(unsnoozedAnswer({ scheduleName: name, changed }));
      }
      expectGoodMessage(acknowledgedAnswer({ name, at: AT }));
    },
  );
});

describe('an answer to who clicked', () => {
  it('tells an unlinked person how to link, with a button', () => {
    const message = outcomeAnswer('UNLINKED');
    expect(message && actionsOf(message)).toEqual(['link_begin']);
  });

  it('is a sentence for each that is not granted', () => {
    expect(outcomeAnswer('GRANTED')).toBeUndefined();
    for (const outcome of [
      'DUPLICATE',
      'UNLINKED',
      'INACTIVE',
      'REFUSED_STANDING',
      'FOREIGN_TEAM',
    ] as const) {
      const message = outcomeAnswer(outcome);
      expect(message).toBeDefined();
      if (message !== undefined) expectGoodMessage(message);
      expect(message && textOf(message)).toMatchSnapshot();
    }
  });

  it('keeps the one-time code out of what a notification shows', () => {
    const message = linkCodeAnswer({ code: 'ABCD-1234', expiresAt: AT });
    expectGoodMessage(message);
    expect(message.text).not.toContain('ABCD-1234');
    expect(textOf(message)).toContain('`holdfast slack link ABCD-1234`');
  });
});

describe('an answer to a change', () => {
  it('says from when on, what stays, and who did it before', () => {
    const backupSchedule = aSchedule();
    const by = { at: AT, actor: { name: 'Ada' } };
    for (const kind of ['EXCLUDE', 'ADD', 'REVERT'] as const) {
      for (const changed of [true, false]) {
        const message = editAnswer(kind, { changed, namespaces: ['billing'], by, backupSchedule });
        expectGoodMessage(message);
        expect(textOf(message)).toMatchSnapshot();
      }
    }
  });

  it.each([1, 11, 5_000])('stays within every limit with %i names', (count) => {
    expectGoodMessage(
      editAnswer('EXCLUDE', {
        changed: true,
        namespaces: longNames(count),
        by: null,
        backupSchedule: aSchedule(),
      }),
    );
  });

  it('is one sentence for the other clicks', () => {
    const said = [
      acknowledgedAnswer(null),
      acknowledgedAnswer({ name: 'Ada', at: AT }),
      snoozedAnswer({ scheduleName: 'nightly', until: null, changed: true }),
      snoozedAnswer({ scheduleName: 'nightly', until: AT, changed: false }),
      unsnoozedAnswer({ scheduleName: 'nightly', changed: true }),
      unsnoozedAnswer({ scheduleName: 'nightly', changed: false }),
      askedAnswer('run', 'nightly'),
      askedAnswer('suspend', 'nightly'),
      askedAnswer('resume', 'nightly'),
      goneAnswer(),
    ];
    for (const message of said) expectGoodMessage(message);
    expect(said.map(({ text }) => text)).toMatchSnapshot();
  });

  it('shortens for a screen reader what is too long to be said', () => {
    expectGoodMessage(answer(`${'word '.repeat(100)}. Next.`));
    expect(answer(`First one here. ${'word '.repeat(100)}`).text).toBe('First one here.');
  });
});
