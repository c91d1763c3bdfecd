// Preloaded into a measured process: at exit it writes its CPU time and peak memory to the file that METER_FILE names.
'use strict';
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // Microseconds; kibibytes.
  writeFileSync(process.env.METER_FILE, JSON.stringify({ cpu: userCPUTime + systemCPUTime, memory: maxRSS }));
});
