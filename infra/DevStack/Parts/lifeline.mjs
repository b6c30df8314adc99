// Loaded before every Node part. DevStack holds the other end of its standard input: when that closes, because DevStack
// wants the part to stop or because DevStack itself is gone, the part gets the same SIGTERM as in production.
process.stdin.on('end', () => process.emit('SIGTERM') || process.exit(0)).on('error', () => process.exit(1)).resume();
process.stdin.unref?.();
