// What has been sent, oldest first.
import { randomUUID } from 'node:crypto';

const kept = 2000;

export class Messages {
  #all = [];
  #byReference = new Map();

  /** Adds a message, or returns the one already accepted under the same reference: a retry is not a second message. */
  add(message) {
    const known = message.reference && this.#byReference.get(keyOf(message));
    if (known) {
      known.times++;
      return known;
    }
    const stored = { id: randomUUID(), receivedAt: new Date().toISOString(), times: 1, ...message };
    this.#all.push(stored);
    if (stored.reference) this.#byReference.set(keyOf(stored), stored);
    if (this.#all.length > kept) this.#byReference.delete(keyOf(this.#all.shift()));
    return stored;
  }

  /** The messages to a phone number or address, and of a channel, where given. */
  find({ to, channel } = {}) {
    return this.#all.filter(m => (!to || m.to.toLowerCase() === to.toLowerCase()) && (!channel || m.channel === channel));
  }

  clear() {
    this.#all = [];
    this.#byReference.clear();
  }
}

const keyOf = ({ channel, reference }) => `${channel} ${reference}`;
