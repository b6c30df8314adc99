// The connection to /hub/cases: a WebSocket from the first byte (no negotiation, so any portal process may answer), tried
// again for as long as the page is open.
import { HttpTransportType, type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";

const longest = 15_000;
const pause = (tries: number): number => Math.min(500 * 2 ** tries, longest) * (0.5 + Math.random() / 2); // not everybody at once

export interface Live {
  hub: HubConnection;
  connected(): boolean;
  stop(): void;
}

/** @param up when connected, the first time and again. @param down when the connection is lost, or cannot be made. */
export function connect(address: string, up: () => Promise<void>, down: () => void): Live {
  const hub = new HubConnectionBuilder()
    .withUrl(address, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  let [tries, over, timer] = [0, false, 0];
  const start = async (): Promise<void> => {
    try {
      await hub.start();
      tries = 0;
      await up();
    } catch {
      if (over) return;
      down();
      if (hub.state === HubConnectionState.Disconnected) timer = window.setTimeout(() => void start(), pause(tries++));
      else void hub.stop(); // connected but of no use: onclose begins again
    }
  };
  hub.onclose(() => {
    if (over) return;
    down();
    timer = window.setTimeout(() => void start(), pause(tries++));
  });
  addEventListener("online", () => {
    if (over || hub.state !== HubConnectionState.Disconnected) return;
    clearTimeout(timer);
    void start();
  });
  void start();
  return {
    hub,
    connected: () => hub.state === HubConnectionState.Connected,
    stop: () => { over = true; clearTimeout(timer); void hub.stop(); },
  };
}

/** The words of the portal in an error of a call; undefined when the call did not get there. */
export const wordsOf = (error: unknown): string | undefined => /HubException: ([\s\S]*)$/.exec(String((error as Error).message))?.[1];
