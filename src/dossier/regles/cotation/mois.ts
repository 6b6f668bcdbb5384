import { addMonths } from "#socle/regles/shared/calendrier.ts";

/** Whole months between two ISO days; 0 when the first is later (a past day is scored again). */
export function monthsBetween(depuis: string, jour: string): number {
  if (depuis >= jour) return 0;
  const [fromYear = 0, fromMonth = 1] = depuis.split("-").map(Number);
  const [toYear = 0, toMonth = 1] = jour.split("-").map(Number);
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return addMonths(depuis, months) <= jour ? months : months - 1;
}
