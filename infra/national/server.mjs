// Stand-ins for what the portal talks to outside the county. Now: the SMS gateway and the mail server.
//   PORT       HTTP: the gateway, and a page to read what was sent
//   SMTP_PORT  the mail server
// Prints "READY {json}" when both listen. Stops on SIGTERM or SIGINT. Keeps messages in memory only.
import { createSink } from './sink/sink.mjs';

const sink = createSink();
const port = Number(process.env.PORT ?? 5084);
const smtpPort = Number(process.env.SMTP_PORT ?? 5085);

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => sink.close().then(() => process.exit(0)));
for (const [what, server, at] of [['HTTP', sink.http, port], ['SMTP', sink.smtp, smtpPort]]) {
  server.on('error', error => {
    console.error(`${what} on port ${at}: ${error.message}`);
    if (error.syscall === 'listen') process.exit(1);
  });
}
await sink.listen(port, smtpPort);
console.log(`READY ${JSON.stringify({ port, smtpPort })}`);
