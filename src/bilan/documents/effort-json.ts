import type { Effort } from "../lectures/effort/effort.ts";
import { roundProportion } from "./effort-colonnes.ts";

/** Rounds rates and probabilities to five decimals; other numbers are unchanged. */
export function toEffortJson(effort: Effort): Effort {
  return roundAll(effort);
}

function roundAll<T>(value: T): T;
function roundAll(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? value : roundProportion(value);
  if (Array.isArray(value)) return value.map((one: unknown) => roundAll(one));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, roundAll<unknown>(one)]));
}
