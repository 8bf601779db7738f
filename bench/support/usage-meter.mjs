// Loaded into a measured process with --import: answers its parent's questions for what the process has used so far, and
// for how long its event loop was held. The channel must not keep a finished process alive.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS = 1e6;
// A millisecond between two looks: what it measures is off by no more.
const delay = monitorEventLoopDelay({ resolution: 1 });

const answers = {
  usage: () => ({ usage: process.resourceUsage() }),
  'watch-event-loop': () => {
    delay.reset();
    return { watching: delay.enable() };
  },
  'event-loop': () => ({
    longestMs: delay.max / NANOSECONDS,
    p99Ms: delay.percentile(99) / NANOSECONDS,
  }),
};

process.on('message', (message) => {
  const answer = answers[message];
  if (answer !== undefined) process.send?.(answer());
});
process.channel?.unref();
