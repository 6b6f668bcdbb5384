import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import { renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { composeDocument } from "#bilan/documents/compose.ts";
import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import { type Rapport, SECTIONS, SECTIONS_ANNEXES } from "#bilan/lectures/rapport/ports.ts";
import { cumulPeriode, yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";
import { textOfPdf } from "../fixtures/pdf.ts";

const EPCI = "200068666";

let database: TestDatabase;
let rapport: Rapport;
beforeAll(async () => {
  database = await createDemoDatabase();
  rapport = await freeze(cumulPeriode(2018, 3));
});
afterAll(() => database?.drop());

function freeze(periode: Parameters<typeof freezeRapport>[1]["periode"]): Promise<Rapport> {
  return freezeRapport(database.base, {
    epci: EPCI,
    periode,
    sections: SECTIONS,
    commentaires: {},
    aujourdhui: "2018-10-12",
  });
}

const documentOf = (frozen: Rapport) => composeDocument({ bilan: frozen.bilan, carte: null, rapport: frozen });

it("freezes every part, as its own page computes it", async () => {
  expect(Object.keys(rapport.annexes).sort()).toEqual([...SECTIONS_ANNEXES, "histoire"].sort());
  const effort = await computeEffort(database.base, {
    epci: EPCI,
    annee: 2018,
    dernierMois: 9,
    bailleur: null,
    prior: "jeffreys",
    attentes: new Map(),
  });
  expect(rapport.annexes.objectifs).toEqual(effort);
  expect(documentOf(rapport).sections.map(({ code }) => code)).toEqual(SECTIONS);
});

it("says in the PDF what the page « Objectifs » says", async ({ skip }) => {
  const text = textOfPdf(await renderBilanPdf({ bilan: rapport.bilan, carte: null, rapport }));
  if (text === null) return skip("pdftotext is not installed");
  const plain = (phrase: string) => phrase.replaceAll(/\s+/g, " ");
  const reponse = rapport.annexes.objectifs?.blocs[0]?.reponse ?? [];
  expect(reponse.length).toBeGreaterThan(3);
  for (const phrase of reponse) expect(plain(text)).toContain(plain(phrase));
});

it("of a year before any convention, says that none was in force", async () => {
  const before = await freeze(yearPeriode(2017));
  expect(before.annexes.convention).toBeNull();
  const blocs = documentOf(before).sections.find(({ code }) => code === "convention")?.blocs;
  expect(blocs).toEqual([{ kind: "note", texte: "Aucune convention n’était en vigueur à la fin de la période." }]);
});

it("is found again as it was frozen, whatever has been published since", async () => {
  const found = await database.base.rapports.find(EPCI, rapport.numero);
  expect(found?.annexes).toEqual(JSON.parse(JSON.stringify(rapport.annexes)));
});
