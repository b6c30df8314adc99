// The page as the server writes it now, and putting its live parts in the place of the old ones.

/** Undefined when the page is no longer there for this reader: logged out, closed to them. Throws without a network. */
export async function freshPage(): Promise<Document | undefined> {
  const answer = await fetch(location.href, { headers: { "X-Live": "1", Accept: "text/html" }, cache: "no-store" });
  if (answer.status >= 500 || answer.status === 429) throw new Error("later");
  return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
}

/** Replaces each [data-live] part that has changed; the focus stays on the element of the same id. Returns the changed ones. */
export function replaceParts(root: HTMLElement, page: ParentNode): HTMLElement[] {
  const changed: HTMLElement[] = [];
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.id : "";
  for (const old of root.querySelectorAll<HTMLElement>("[data-live]")) {
    const part = page.querySelector<HTMLElement>(`[data-live="${old.dataset.live}"]`);
    if (!part || part.outerHTML === old.outerHTML || isTypedInto(old)) continue;
    const fresh = document.importNode(part, true);
    old.replaceWith(fresh);
    changed.push(fresh);
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  return changed;
}

const isTypedInto = (part: HTMLElement): boolean =>
  part.contains(document.activeElement) && document.activeElement!.matches("input:not([type=submit], [type=button]), textarea, select");

/** Speaks through a status region: at most once in a while, the last thing when there was more. */
export class Speaker {
  #timer = 0;
  #lastAt = -Infinity;

  constructor(private region: HTMLElement | null) {}

  say(text: string): void {
    if (this.region) this.region.textContent = text;
  }

  sayAtMostEvery(milliseconds: number, text: string): void {
    clearTimeout(this.#timer);
    const wait = Math.max(0, this.#lastAt + milliseconds - performance.now());
    this.#timer = window.setTimeout(() => { this.#lastAt = performance.now(); this.say(text); }, wait);
  }
}

/** The place of {0}, {1} … */
export const fill = (text: string | undefined, ...values: string[]): string => (text ?? "").replace(/\{(\d)\}/g, (_, i: string) => values[Number(i)] ?? "");

/** As HelsinkiTime.Time writes it. */
export function clock(at: string): string {
  const [hour, minute] = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Helsinki" }).format(Date.parse(at)).split(":");
  return `${Number(hour)}${document.documentElement.lang === "en" ? ":" : "."}${minute}`;
}

let extendedAt = performance.now();

/** Writing is using the session, though no page is loaded by it: once a minute the portal is told. */
export async function useSession(): Promise<void> {
  const warning = document.querySelector<HTMLElement>("session-warning");
  if (!warning || performance.now() - extendedAt < 60_000) return;
  extendedAt = performance.now();
  const answer = await fetch("/bff/session/extend", { method: "POST", headers: { "X-CSRF": "1", Accept: "application/json" } }).catch(() => undefined);
  if (!answer?.ok) return;
  const { endsAt, canExtend } = (await answer.json()) as { endsAt: string; canExtend: boolean };
  const tabs = new BroadcastChannel("portal-session"); // the warning of this page hears it too
  tabs.postMessage({ sid: warning.dataset.sid, endsAt: Date.parse(endsAt), canExtend });
  tabs.close();
}
