import { expect, it } from 'vitest';
import { quietly } from '../../src/jobs/quietly.js';
import { recordingLog } from '../support/recording-log.js';

it('errors of one kind that come in a row are told once, those of another kind are told too', () => {
  const log = recordingLog();
  const tell = quietly(log);
  const gone = new Error('gone');
  for (let each = 0; each < 100; each += 1) tell(gone, 'the job store had an error');
  tell(gone, 'a connection was lost');
  expect(log.lines).toEqual([
    { level: 'warn', message: 'the job store had an error', fields: { err: gone, before: 0 } },
    { level: 'warn', message: 'a connection was lost', fields: { err: gone, before: 0 } },
  ]);
});
