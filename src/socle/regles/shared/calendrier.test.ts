import { expect, it } from "vitest";
import { addDays } from "./calendrier.ts";

const JOUR = 86_400_000;

it("goes forth and back as many days, over months, years and leap days", () => {
  for (const depart of ["2026-11-30", "2026-11-05", "2024-03-01", "2023-03-01", "2000-01-01", "2026-12-31"]) {
    for (let jours = -800; jours <= 800; jours++) {
      const attendu = new Date(Date.parse(depart) + jours * JOUR).toISOString().slice(0, 10);
      expect(addDays(depart, jours), `${depart} ${jours}`).toBe(attendu);
    }
  }
});
