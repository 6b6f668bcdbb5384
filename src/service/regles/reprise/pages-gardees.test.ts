import { describe, expect, it } from "vitest";
import { listPages, PAGES_MAX, putFirst, readPages, writePages } from "./pages-gardees.ts";

const EPCI = "200068666";
const toutes = () => true;

describe("pages that a browser keeps", () => {
  it("come back as they were, for the account that left them alone", () => {
    const chemins = [`${EPCI}/bilan`, `${EPCI}/relogement/menages/148`];
    expect(readPages(writePages(7, chemins), 7)).toEqual(chemins);
    expect(readPages(writePages(7, chemins), 8)).toEqual([]);
    expect(readPages("", 7)).toEqual([]);
    expect(readPages("n’importe quoi", 7)).toEqual([]);
  });

  it("are a dozen, the last first, each once, and fit in a cookie", () => {
    let chemins = readPages("7", 7);
    for (let n = 0; n < 40; n += 1) chemins = putFirst(chemins, `${EPCI}/programme/operations/${n % 20}`);
    const lus = readPages(writePages(7, chemins), 7);
    expect(lus).toHaveLength(PAGES_MAX);
    expect(lus[0]).toBe(`${EPCI}/programme/operations/19`);
    const longs = Array.from({ length: 12 }, (_, n) => `${EPCI}/demandes/${n}${"x".repeat(400)}`);
    expect(encodeURIComponent(writePages(7, longs)).length).toBeLessThan(1_600);
    expect(readPages(writePages(7, longs), 7)[0]).toBe(longs[0]);
  });

  it("are named by their page, and what is under it by its reference", () => {
    const lues = listPages(
      [
        `${EPCI}/bilan`,
        `${EPCI}/relogement/menages/IBI-001`,
        "200039915/bilan",
        `${EPCI}/nulle-part`,
        `${EPCI}/bilan%zz`,
      ],
      EPCI,
      toutes,
    );
    expect(lues).toEqual([
      { chemin: "bilan", libelle: "Bilan", salle: "Objectifs", exacte: true },
      { chemin: "relogement/menages/IBI-001", libelle: "Ménages, IBI-001", salle: "Relogement", exacte: false },
    ]);
  });

  it("are not shown once the page is closed to the person", () => {
    expect(listPages([`${EPCI}/bilan`, `${EPCI}/cal`], EPCI, (page) => page === "cal")).toMatchObject([
      { chemin: "cal" },
    ]);
  });
});
