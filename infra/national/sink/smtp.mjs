// The mail server: takes any mail without a login, as a relay inside the county's own network does.
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export function createSmtp(messages, faults) {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 5_000_000,
    closeTimeout: 500,
    async onData(stream, session, callback) {
      try {
        const chunks = [];
        for await (const chunk of stream) chunks.push(chunk);
        const { status, accept } = await faults.next('email');
        if (accept) await store(messages, Buffer.concat(chunks), session.envelope.rcptTo.map(r => r.address));
        if (status !== undefined) callback(Object.assign(new Error('A fault that was ordered'), { responseCode: status >= 500 ? 451 : 550 }));
        else callback(null, 'Kept');
      } catch (error) {
        callback(Object.assign(error, { responseCode: 451 }));
      }
    },
  });
}

async function store(messages, raw, recipients) {
  const mail = await PostalMime.parse(raw);
  for (const to of recipients) {
    messages.add({
      channel: 'email',
      to,
      from: mail.from?.address,
      fromName: mail.from?.name,
      subject: mail.subject ?? '',
      text: (mail.text ?? '').trim(),
      html: mail.html,
      language: mail.headers.find(h => h.key === 'content-language')?.value,
      reference: mail.messageId && `${mail.messageId} ${to}`,
    });
  }
}
