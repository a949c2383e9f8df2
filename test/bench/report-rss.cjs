// VmHWM, not resourceUsage().maxRSS: that one keeps the peak of the process that started this one.
process.on('exit', () => {
  const fs = require('node:fs');
  const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'));
  fs.writeSync(3, peak === null ? 'NaN' : peak[1]);
});
