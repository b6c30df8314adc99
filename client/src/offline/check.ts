// The check of the form, as far as it can be made without the portal, which makes it again: EntryCheck.
export interface Quantity { id: string; name: string; unit: string; decimals: number; lowest: number; highest: number; usualFrom: number; usualTo: number; optional: boolean }
export interface Limit { level: string; text: string; meterShows?: string; any: { quantity: string; from?: number; under?: number }[] }
export interface Measure { id: string; name: string; contexts: { id: string; name: string }[]; quantities: Quantity[]; limits: Limit[] }

export type Odd = { field: string; kind: "missing" | "number" | "impossible" | "unusual" | "crossed" | "both" | "when"; quantity?: Quantity };

/** As people type: comma or point, spaces around. Undefined when it is not a number without a sign. */
export function number(typed: string): number | undefined {
  const text = typed.trim().replace(",", ".");
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

/** What is asked back before it is kept. Unusual values pass when they were said to be right. shows: HI or LO, said beside the number. */
export function odd(measure: Measure, values: Record<string, string>, shows: string, words: string, at: Date, confirmed: boolean): Odd[] {
  const found: Odd[] = [];
  for (const quantity of measure.quantities) {
    const typed = values[quantity.id] ?? "";
    const value = number(typed);
    const ask = (kind: Odd["kind"]): void => void found.push({ field: quantity.id, kind, quantity });
    if (shows !== "" && shownWord(measure, typed) !== shows) ask("both");
    else if (shownWord(measure, typed) !== undefined) continue;
    else if (typed.trim() === "") { if (!quantity.optional) ask("missing"); }
    else if (value === undefined || decimals(typed) > quantity.decimals) ask("number");
    else if (value < quantity.lowest || value > quantity.highest) ask("impossible");
    else if (!confirmed && (value < quantity.usualFrom || value > quantity.usualTo)) ask("unusual");
  }
  const [upper, lower] = [number(values.systolic ?? ""), number(values.diastolic ?? "")];
  if (upper !== undefined && lower !== undefined && upper <= lower) found.push({ field: "diastolic", kind: "crossed" });
  if (measure.quantities.length === 0 && words.trim() === "") found.push({ field: "words", kind: "missing" });
  if (Number.isNaN(at.getTime()) || at.getTime() > Date.now() + 5 * 60_000) found.push({ field: "at", kind: "when" });
  return found;
}

/** HI or LO, as a meter shows instead of a number: TypedNumber.MeterWord. */
export const meterWord = (typed: string): string | undefined => /^(HI|LO)(GH|W)?$/i.exec(typed.trim())?.[1]?.toUpperCase();

/** HI or LO in the place of a number, when the measure knows it: EntryCheck.MeterShows. */
export const shownWord = (measure: Measure, typed: string): string | undefined => meterWords(measure).find(word => word === meterWord(typed));

/** What a meter of the measure shows where it cannot measure. */
export const meterWords = (measure: Measure): string[] => measure.quantities.length === 1 ? measure.limits.flatMap(limit => limit.meterShows ?? []).sort() : [];

/** The worst limit that the values pass, or that the meter's word stands for. */
export const danger = (measure: Measure, values: Record<string, string>): Limit | undefined =>
  measure.limits.find(limit => limit.meterShows !== undefined && Object.values(values).some(v => meterWord(v) === limit.meterShows) || limit.any.some(({ quantity, from, under }) => {
    const value = number(values[quantity] ?? "");
    return value !== undefined && ((from !== undefined && value >= from) || (under !== undefined && value < under));
  }));

/** 2026-11-24T07:30:00+02:00: the device's own time and its offset from UTC. */
export function withOffset(at: Date): string {
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const offset = -at.getTimezoneOffset();
  return `${localMinute(at)}:${two(at.getSeconds())}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

/** As a datetime-local field has it. */
export function localMinute(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

const decimals = (typed: string): number => typed.trim().split(/[.,]/)[1]?.length ?? 0;
