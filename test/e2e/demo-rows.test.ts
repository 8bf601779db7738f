/** A row of the seed's table, replayed by name as a person does it; the others that take long: demo-rows.long.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoProcesses } from './demo-process.js';

let demos: DemoProcesses;
beforeAll(async () => {
  demos = await DemoProcesses.prepare();
});
afterAll(() => demos.stop());

it('created-single, replayed: the error is shown with what to do instead, and nothing is left behind', {
  timeout: 180_000,
}, async () => {
  expect(await demos.replayed('created-single')).toContain('SCHEDULE_NOT_EDITABLE');
});

describe('the names of the rows', () => {
  it('are listed, each with the words that it plays', async () => {
    const listed = await demos.start(['--list']);
    expect(await listed.ended).toEqual({ code: 0, signal: null });
    const names = [...listed.stdout.matchAll(/^([a-z]+-?[a-z]+) /gm)].map(([, name]) => name);
    expect(names).toEqual([
      ...['deleted-before', 'deleted-during', 'deleted-after', 'added-before', 'added-during', 'added-after'],
      ...['excluded', 'came-back', 'all-missing', 'only-namespace', 'label-schedule', 'created-single'],
      ...['restore', 'federated', 'discovery', 'machines', 'states'],
    ]);
  });

  it('that nothing has are refused with the one that may have been meant, and nothing is started', async () => {
    const refused = await demos.start(['delete-durin']);
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.written).toContain('There is no row "delete-durin". Did you mean "deleted-during"?');
    expect(refused.stdout).toBe('');
  });
});
