// Preloaded into a measured process: says on leaving how much memory it held at most, in KiB.
process.on('exit', () => process.stderr.write(`\npeak-rss-kib ${process.resourceUsage().maxRSS}\n`));
