// Preloaded by the benchmark: writes the peak memory of the process, in kilobytes, to the file it is told.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.BENCH_RSS_FILE, String(process.resourceUsage().maxRSS));
});
