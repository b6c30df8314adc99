// The registers' clock: the real one, or the one a test has set. A set clock stands still unless told to run on.
const helsinki = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' });

export class Clock {
  #set = null;
  #since = 0;
  #runs = false;

  /** Milliseconds since 1970. */
  now() {
    if (this.#set === null) return Date.now();
    return this.#set + (this.#runs ? performance.now() - this.#since : 0);
  }

  /** The date in Finland, YYYY-MM-DD: rights begin and end with days there. */
  today() {
    return helsinki.format(this.now());
  }

  /** An instant, or null for the real clock. Returns false when it is neither. */
  set(instant, runs = false) {
    const at = instant === null ? null : Date.parse(instant);
    if (Number.isNaN(at)) return false;
    [this.#set, this.#runs, this.#since] = [at, runs, performance.now()];
    return true;
  }
}
