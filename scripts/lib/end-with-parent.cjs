// Loaded into the backend before anything else: ends it when the program that started it is gone, even if that was killed.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Being ready for that must not keep the backend alive.
process.channel?.unref();
// Backstage's loader would report every file that it loads.
process.send = undefined;
