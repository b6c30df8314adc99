import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { createSink } from '../sink/sink.mjs';

const sink = createSink();
let base, mailer;
before(async () => {
  await sink.listen(0, 0);
  base = `http://localhost:${sink.http.address().port}`;
  mailer = createTransport({ host: 'localhost', port: sink.smtp.server.address().port, ignoreTLS: true });
});
after(() => sink.close());
beforeEach(async () => {
  await fetch(`${base}/messages`, { method: 'DELETE' });
  await fetch(`${base}/faults`, { method: 'DELETE' });
});

const post = (path, body) => fetch(base + path, { method: 'POST', body: JSON.stringify(body) });
const read = async (query = '') => (await fetch(`${base}/messages${query}`)).json();
const sms = { to: '+358457900000', text: 'Sinulle on uusi viesti.', language: 'fi' };
const mail = { from: 'Lintuvesi <no-reply@example.org>', to: 'aino@example.org', subject: 'Uusi viesti – åäö', text: 'Hyvää päivää <Aino>' };

test('an SMS can be read as JSON and on the page, by its recipient', async () => {
  assert.equal((await post('/sms', sms)).status, 202);
  await post('/sms', { ...sms, to: '+358457900001' });
  assert.deepEqual((await read(`?to=${encodeURIComponent(sms.to)}`)).map(m => m.text), [sms.text]);
  const page = await (await fetch(`${base}/?to=${encodeURIComponent(sms.to)}`)).text();
  assert.match(page, /<div class="text" lang="fi">Sinulle on uusi viesti\.<\/div>/);
  assert.match(page, /<h2>1 message to \+358457900000<\/h2>/);
});

test('an e-mail keeps its letters, and the page shows its text as text', async () => {
  await mailer.sendMail(mail);
  const [got] = await read('?to=aino@example.org&channel=email');
  assert.deepEqual([got.subject, got.text, got.from, got.fromName], [mail.subject, mail.text, 'no-reply@example.org', 'Lintuvesi']);
  assert.match(await (await fetch(base)).text(), /Hyvää päivää &lt;Aino&gt;/);
});

test('links on the page can be followed and nothing else becomes markup', async () => {
  await post('/sms', { ...sms, text: 'Katso http://localhost:5080/fi?a=1&b=2. <img src=x> "javascript:alert(1)"' });
  const page = await (await fetch(base)).text();
  assert.match(page, /Katso <a href="http:\/\/localhost:5080\/fi\?a=1&amp;b=2">http:\/\/localhost:5080\/fi\?a=1&amp;b=2<\/a>\. &lt;img src=x&gt; &quot;javascript:alert\(1\)&quot;/);
});

test('a number that is none and an empty text are refused', async () => {
  assert.equal((await post('/sms', { ...sms, to: '0401234567' })).status, 400);
  assert.equal((await post('/sms', { ...sms, text: ' ' })).status, 400);
  assert.equal((await fetch(`${base}/sms`, { method: 'POST', body: 'x' })).status, 400);
  assert.deepEqual(await read(), []);
});

test('a retry with the same reference is one message', async () => {
  const first = await (await post('/sms', { ...sms, reference: 'a' })).json();
  assert.deepEqual(await (await post('/sms', { ...sms, reference: 'a' })).json(), first);
  await post('/sms', { ...sms, reference: 'b' });
  assert.deepEqual((await read()).map(m => m.times), [2, 1]);
});

test('ordered faults hit as many requests as ordered, of their channel, and nothing is kept', async () => {
  assert.equal((await post('/faults', { channel: 'sms', status: 503, count: 2 })).status, 204);
  await mailer.sendMail(mail);
  assert.deepEqual([(await post('/sms', sms)).status, (await post('/sms', sms)).status, (await post('/sms', sms)).status], [503, 503, 202]);
  assert.deepEqual((await read()).map(m => m.channel), ['email', 'sms']);
});

test('a fault "after" keeps the message and says it failed', async () => {
  await post('/faults', { status: 500, when: 'after' });
  assert.equal((await post('/sms', sms)).status, 500);
  assert.equal((await read()).length, 1);
});

test('mail is put off on 5xx and refused on 4xx', async () => {
  await post('/faults', { channel: 'email', status: 503 });
  await assert.rejects(mailer.sendMail(mail), { responseCode: 451 });
  await post('/faults', { channel: 'email', status: 400 });
  await assert.rejects(mailer.sendMail(mail), { responseCode: 550 });
  assert.deepEqual(await read(), []);
});

test('a delay only makes slow', async () => {
  await post('/faults', { delay: 150 });
  const start = performance.now();
  assert.equal((await post('/sms', sms)).status, 202);
  assert.ok(performance.now() - start >= 145);
});

test('an order for a fault that cannot be is refused', async () => {
  for (const order of [{}, { status: 200 }, { status: 503, count: 0 }, { status: 503, channel: 'fax' }, { delay: -1 }])
    assert.equal((await post('/faults', order)).status, 400, JSON.stringify(order));
});

test('the page\'s button empties the list', async () => {
  await post('/sms', sms);
  assert.equal((await fetch(`${base}/clear`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);
  assert.equal((await fetch(`${base}/clear`, { method: 'POST', redirect: 'manual' })).status, 303);
  assert.deepEqual(await read(), []);
});
