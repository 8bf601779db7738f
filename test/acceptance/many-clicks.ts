/** Many clicks at once: each acknowledged, each answered, none done twice. How fast, `npm run bench -- slack` says. */
import { expect, vi } from 'vitest';
import { CHANNEL, SlackInstallation, type TransportKind } from '../support/slack-installation.js';

/** The stand-in, the API, the bot and PostgreSQL share the processor of a test machine: Slack's three seconds are for the bench. */
const ACK_LIMIT_MS = 60_000;

export async function clickAtOnce(clickCount: number, transport: TransportKind): Promise<void> {
  const app = await SlackInstallation.start({
    transport,
    namespaces: ['shop', 'blog'],
    slack: { ackLimitMs: ACK_LIMIT_MS },
  });
  const incident = await app.incident(['billing']);
  const before = { ada: app.told('ada').length, grace: app.told('grace').length };
  const clicks = await Promise.all(
    Array.from({ length: clickCount }, (_, index) =>
      app.click(incident, 'acknowledge', index % 2 === 0 ? 'ada' : 'grace', { stale: true }),
    ),
  );
  expect(clicks.filter(({ outcome }) => outcome !== 'acknowledged')).toEqual([]);
  const answers = () => [...app.told('ada').slice(before.ada), ...app.told('grace').slice(before.grace)];
  await vi.waitFor(() => expect(answers()).toHaveLength(clickCount), { timeout: 180_000, interval: 200 });
  const applied = answers().filter((text) => text.includes('Acknowledged: the others see'));
  const late = answers().filter((text) => /acknowledged it already/.test(text));
  expect(applied.length + late.length).toBe(clickCount);
  const [{ acknowledgements } = { acknowledgements: 0 }] = await app.query(
    `SELECT count(*)::int AS acknowledgements FROM event WHERE type = 'ALERT_ACKNOWLEDGED'`,
  );
  expect(acknowledgements).toBe(1);
  expect(app.slack.operationErrors).toEqual([]);
  await app.settled();
  expect(app.slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
  await app.stop();
}
