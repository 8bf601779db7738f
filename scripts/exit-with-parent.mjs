// Loaded before a command started by on-node.mjs: when the launcher dies (kill -9), the command gets a SIGTERM of its
// own and can drain, instead of living on as an orphan. The channel must not keep a finished command alive.
if (process.channel) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
