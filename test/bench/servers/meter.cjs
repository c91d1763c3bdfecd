// Preloaded into a benched server: tells its CPU time (microseconds) and peak memory (kibibytes) when asked.
'use strict';
process.on('message', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.send({ cpu: userCPUTime + systemCPUTime, memory: maxRSS });
});
process.channel?.unref();
