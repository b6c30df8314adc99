// Every version of every resource, one JSON line each, in the order they came. A line is on the disk before anyone hears of it.
import { createReadStream } from 'node:fs';
import { mkdir, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

export class Journal {
  #file;
  #onLost;
  #waiting = [];
  #writing = Promise.resolve();

  /** Reads what is there. `onLost(message)` is called when a line could not be written: then memory and disk differ, so it must end the process. */
  static async open(path, onLost) {
    await mkdir(dirname(path), { recursive: true });
    const journal = new Journal();
    journal.#file = await open(path, 'a+');
    journal.#onLost = onLost;
    journal.entries = await readLines(path);
    return journal;
  }

  append(entry) {
    this.#waiting.push(JSON.stringify(entry) + '\n');
    if (this.#waiting.length === 1) this.#writing = this.#writing.then(() => this.#write());
  }

  /** Resolves when everything appended so far is on the disk. Lines that wait together share one fsync. */
  flushed() {
    return this.#writing;
  }

  async #write() {
    const lines = this.#waiting.join('');
    this.#waiting = [];
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      this.#onLost(`The journal cannot be written: ${error.message}`);
    }
  }

  async close() {
    await this.flushed();
    await this.#file.close();
  }
}

async function readLines(path) {
  const entries = [];
  let rest = Buffer.alloc(0), good = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end; (end = rest.indexOf(10, start)) >= 0; start = end + 1) {
      try {
        entries.push(JSON.parse(rest.toString('utf8', start, end)));
      } catch (error) {
        throw new Error(`${path} is damaged in line ${entries.length + 1}: ${error.message}`);
      }
      good += end + 1 - start;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) {
    // Power was lost while writing. Nobody has been told of this line.
    console.warn(`WARNING ${path}: the last line is torn (${rest.length} bytes) and is dropped`);
    await truncate(path, good);
  }
  return entries;
}
