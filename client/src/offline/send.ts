// Sends what waits: when there is a network and whose it is has logged in; one tab after the other. The ids were made when the
// readings were recorded, so sending again is the same reading.
import { all, ask, device, removeSent, said, wipe, type Device, type Fault, type Waiting } from "./store";

/** Why readings wait, or that they do not. */
export type State = "done" | "offline" | "login" | "acting" | "other" | "later";

export interface Danger { level: string; text: string }
export interface Result { state: State; kept: number; dangers: Danger[] }

interface Answer { id: string; outcome: "kept" | "asked" | "differs" | "not-yours"; faults: Fault[]; danger?: Danger }

const most = 100; // as ReadingsApi.Most

/** Whose session it is; a state when that cannot be known. */
export async function owner(): Promise<{ tag: string; own: boolean } | State> {
  const answer = await call("/api/readings/owner");
  if (answer === undefined) return "offline";
  if (answer.status === 401) return "login";
  if (answer.status === 403) return "other"; // a professional
  if (answer.status === 409) return "acting"; // by a right that has ended
  return answer.ok ? ((await answer.json()) as { tag: string; own: boolean }) : "later";
}

/**
 * Waits for its turn, for so many milliseconds: who is sending already may have looked for what waits before this was there.
 * Of a tab that hangs in the middle it is not waited for longer; "later".
 */
export async function send(patience = 60_000): Promise<Result> {
  const result: Result = { state: "later", kept: 0, dangers: [] };
  let turn = false;
  await navigator.locks.request("portal-readings-send", { signal: AbortSignal.timeout(patience) }, async () => {
    turn = true;
    result.state = await sendAll(result);
  }).catch((fault: unknown) => { if (turn) throw fault; });
  return result;
}

async function sendAll(result: Result): Promise<State> {
  const own = await device();
  if (!own || (await ready(own)).length === 0) return "done";
  const session = await owner();
  if (typeof session === "string") return session;
  if (session.tag !== own.tag) {
    await wipe();
    return "other";
  }
  if (!session.own) return "acting";
  for (;;) {
    const batch = (await ready(own)).slice(0, most);
    if (batch.length === 0) return "done";
    const answer = await call("/api/readings", { "X-Readings-Of": own.tag }, batch);
    if (answer === undefined) return "offline";
    if (answer.status === 401) return "login";
    if (answer.status === 409) return "acting"; // the session has changed meanwhile
    if (!answer.ok) return "later";
    const { readings } = (await answer.json()) as { readings: Answer[] };
    for (const one of readings) {
      const sent = batch.find(reading => reading.id === one.id);
      if (one.danger) result.dangers.push(one.danger);
      if (!sent) continue;
      if (one.outcome === "kept") {
        await removeSent(sent);
        result.kept++;
      } else await ask(own, sent, one.outcome === "asked" ? one.faults : [{ field: "", message: one.outcome === "differs" ? said().differs : said().notYours }]);
    }
    if (!readings.some(one => batch.some(reading => reading.id === one.id))) return "later"; // an answer about other things
  }
}

/** What waits for nothing but being sent. */
export const ready = async (own: Device): Promise<Waiting[]> => (await all(own)).filter(reading => !reading.faults);

/** Undefined without a network. Never from a cache, never by another's leave. */
async function call(address: string, headers: Record<string, string> = {}, readings?: Waiting[]): Promise<Response | undefined> {
  try {
    return await fetch(address, {
      method: readings ? "POST" : "GET", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(20_000),
      headers: { "X-CSRF": "1", Accept: "application/json", "Accept-Language": document.documentElement.lang, ...(readings ? { "Content-Type": "application/json" } : {}), ...headers },
      ...(readings ? { body: JSON.stringify(readings.map(({ faults: _, stamp: __, ...reading }) => reading)) } : {}),
    });
  } catch {
    return undefined;
  }
}
