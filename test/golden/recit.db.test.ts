import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import { renderBilanDiapositives, renderBilanPdf } from "#bilan/documents/bilan-document.ts";
import { composeDocument, type DocumentDemande } from "#bilan/documents/compose.ts";
import { CARTE_DOCUMENT, renderCarteBilan } from "#bilan/images/carte-bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { readHistoire } from "#bilan/lectures/histoire/read-histoire.ts";
import { cumulPeriode, yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";
import { textOfPdf } from "../fixtures/pdf.ts";
import { countPagesPdf, objectsOfPdf, structureOfPdf } from "../fixtures/pdf-structure.ts";

const EPCI = "200068666";

let database: TestDatabase;
let demande: DocumentDemande;
let pdf: Uint8Array;
beforeAll(async () => {
  database = await createDemoDatabase();
  const { base } = database;
  const question = { epci: EPCI, periode: cumulPeriode(2018, 3), bailleur: null };
  const bilan = await computeBilan(base, question);
  const communes = await base.territoires.contours(EPCI);
  const carte = renderCarteBilan(bilan, communes, { qpv: await base.faits.perimetres(EPCI) }, CARTE_DOCUMENT);
  demande = { bilan, carte, histoire: await readHistoire(base, question) };
  pdf = await renderBilanPdf(demande);
});
afterAll(() => database?.drop());

const OUVERTURE = [
  "Pourquoi",
  "Ce qui a changé",
  "Hors quartier, année par année",
  "Hors quartier, commune par commune",
  "Ce qu’il y a à faire",
];

it("says on one page the answer, why, what changed and what to do, with one curve and one map", async ({ skip }) => {
  const text = textOfPdf(pdf);
  if (text === null) return skip("pdftotext is not installed");
  const first = (text.split("\f")[0] ?? "").replaceAll(/\s+/g, " ");
  const { ouverture } = composeDocument(demande);
  expect(ouverture?.reponse).toMatch(/25.% dépend de ce qu’on ignore.*50.% est atteint/);
  const wanted = [
    ouverture?.reponse ?? "",
    ...OUVERTURE,
    ...(ouverture?.textes ?? []).flatMap(({ phrases }) => phrases),
  ];
  for (const words of wanted) expect(first).toContain(words.replaceAll(/\s+/g, " "));
  for (const { quoi } of ouverture?.actions.liste ?? []) expect(first).toContain(quoi.replaceAll(/\s+/g, " "));
  expect([ouverture?.tendance.svg, ouverture?.carte.svg].every((svg) => svg?.startsWith("<svg"))).toBe(true);
});

it("holds in six pages, the last one filled by a third at least", ({ skip }) => {
  const pages = countPagesPdf(pdf);
  expect(pages).toBeLessThanOrEqual(6);
  const run = spawnSync("pdftotext", ["-bbox", "-f", String(pages), "-", "-"], { input: pdf, encoding: "utf8" });
  if (run.error) return skip("pdftotext is not installed");
  const bottoms = [...run.stdout.matchAll(/yMax="([\d.]+)"/g)].map(([, y]) => Number(y));
  // Without its foot.
  expect(Math.max(...bottoms.filter((y) => y < 790))).toBeGreaterThan(842 / 3);
});

it("is tagged in order: headings without a jump, two rules, a list of acts, a map and a curve, headers in every table", ({
  skip,
}) => {
  const structure = structureOfPdf(pdf);
  if (structure === null) return skip("pdfinfo is not installed");
  const titres = structure.filter((type) => /^H\d$/.test(type));
  expect(titres[0]).toBe("H1");
  titres.forEach((titre, i) => {
    expect(Number(titre[1])).toBeLessThanOrEqual(Number((titres[i - 1] ?? "H0")[1]) + 1);
  });
  const seen = structure.filter((type) => ["H1", "Figure", "L"].includes(type)).slice(0, 10);
  expect(seen).toEqual(["Figure", "Figure", "H1", "H1", "H1", "L", "H1", "Figure", "H1", "Figure"]);
  const of = (type: string) => structure.filter((one) => one === type).length;
  expect(of("Table")).toBeGreaterThan(8);
  expect([of("THead"), of("TBody")]).toEqual([of("Table"), of("Table")]);
  expect(of("TH")).toBeGreaterThan(of("Table"));
});

it("says its language and its title, an alternative for each figure and the side of each header", () => {
  const objets = objectsOfPdf(pdf);
  for (const mark of [/\/Lang\s*\(fr/, /\/DisplayDocTitle true/, /\/Marked true/, /pdfuaid:part[>="']+1/, /dc:title/])
    expect(objets).toMatch(mark);
  const of = (type: string) =>
    [...objets.matchAll(/<<(?:[^<>]|<<[^<>]*>>|<[0-9A-Fa-f\s]*>)*>>/g)]
      .map(([objet]) => objet)
      .filter((objet) => new RegExp(`/S\\s*/${type}\\b`).test(objet));
  expect(of("Figure").length).toBeGreaterThan(3);
  expect(of("Figure").filter((objet) => !/\/Alt\s*[(<]/.test(objet))).toEqual([]);
  expect(of("TH").length).toBeGreaterThan(20);
  expect(of("TH").filter((objet) => !/\/Scope\s*\/(Column|Row|Both)/.test(objet))).toEqual([]);
});

it("gives eight slides at most, the first with the same answer", async ({ skip }) => {
  const slides = await renderBilanDiapositives(demande);
  expect(countPagesPdf(slides)).toBeGreaterThan(4);
  expect(countPagesPdf(slides)).toBeLessThanOrEqual(8);
  const text = textOfPdf(slides);
  if (text === null) return skip("pdftotext is not installed");
  expect((text.split("\f")[0] ?? "").replaceAll(/\s+/g, " ")).toContain(
    composeDocument(demande).ouverture?.reponse.replaceAll(/\s+/g, " "),
  );
});

it("of a frozen version, draws what was frozen and nothing else, byte for byte", async () => {
  const rapport = await freezeRapport(database.base, {
    epci: EPCI,
    periode: yearPeriode(2017),
    sections: ["synthese"],
    commentaires: {},
    aujourdhui: "2018-10-12",
  });
  const fige = { bilan: rapport.bilan, carte: null, rapport };
  expect(rapport.annexes.histoire?.annees.map(({ annee }) => annee)).toEqual([2016]);
  for (const render of [renderBilanPdf, renderBilanDiapositives]) {
    const other = { ...fige, histoire: { annees: [], rapport: null } };
    expect(Buffer.compare(await render(fige), await render(other))).toBe(0);
  }
  const next = await readHistoire(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
  expect(next.rapport?.numero).toBe(rapport.numero);
  expect(
    composeDocument({ ...fige, rapport: undefined, histoire: next })
      .ouverture?.textes.at(-1)
      ?.phrases.at(-1),
  ).toMatch(/aucun de ces deux comptes n’a changé/);
});
