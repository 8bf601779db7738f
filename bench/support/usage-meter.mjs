// Loaded into a measured process with --import: answers its parent's question for what the process has used so far.
// The channel must not keep a finished process alive.
process.on('message', (message) => {
  if (message === 'usage') process.send?.({ usage: process.resourceUsage() });
});
process.channel?.unref();
