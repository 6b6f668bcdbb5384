// @module-tag long
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzip } from "../../canaris/lire-sortie.ts";
import { GROUPES } from "../../e2e/cas.ts";
import type { Cas, Visiteur } from "../../e2e/cas-observatoire.ts";
import { BALISE, type Separation, separateCas } from "../../fixtures/cas-separes.ts";
import { watchChangements } from "../../fixtures/changements.ts";
import { documentsOf, openProduitDemo, type ProduitDemo } from "../../fixtures/produit-demo.ts";
import { BUDGET } from "../../html/budget.ts";
import { countMots } from "../../html/mots.ts";
import { digest, readReleve } from "../../html/releve.ts";
import { type Acte, doActe, recordActes } from "./actes.ts";
import { readDocument } from "./document.ts";
import { steady, steadyInAnyOrder } from "./stable.ts";

/** What a page offers to take away, whatever is asked of it: path → the first address, and who was offered it. */
const DOCUMENTS = new Map<string, readonly [chemin: string, visiteur: Visiteur]>();
/** What its pages let be done. */
const ACTES = new Map<string, Acte>();
/** Documents written as tags. */
const BALISES = /\.(svg|docx|xlsx)$/;
/** As a page or a document must write it. */
const ECRITE = BALISE.replace("<", "&lt;").replace(">", "&gt;");
const EXTENSIONS = "csv|xlsx|ods|pdf|docx|json|geojson|ics|svg";

/** Pages that say more than a reader of ten minutes reads, and how much, to the fifty. */
const TROP_LONGUES = new Map<string, string>();

let produit: ProduitDemo;
let separation: Separation;
/** Pages in which words of the rows were seen, their tag written as text. */
let dits = 0;
beforeAll(async () => {
  produit = await openProduitDemo(async (pool) => {
    separation = await separateCas(pool);
    await watchChangements(pool);
  });
});
afterAll(() => produit?.close());

/** Lists in the order of a reference that is drawn when a file is opened. */
const TIREES = /\/demandes(\/veille)?(\?.*)?$/;
/** What they say depends on which of two files was given the smaller reference, or on where a reference is cut; their tests hold it (doublons, sne, cal). */
const HASARD = /\/(demandes\/(doublons|sne)|pv\.pdf|plan\.pdf)$/;

function releveOf(html: string, chemin: string): string {
  return TIREES.test(chemin)
    ? steadyInAnyOrder(readReleve(steady(html), Number.POSITIVE_INFINITY))
    : readReleve(steady(html));
}

const slugOf = (texte: string) =>
  texte
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-zA-Z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .toLowerCase();

const entete = (answer: Response, chemin: string) =>
  [`${answer.status} ${chemin}`, answer.headers.get("location")].filter(Boolean).join(" → ");

function recordDocuments(html: string, chemin: string, visiteur: Visiteur): void {
  for (const [pathname, search] of documentsOf(html, chemin, EXTENSIONS)) {
    const isOther = pathname.endsWith("/openapi.json") || HASARD.test(pathname) || DOCUMENTS.has(pathname);
    if (!isOther) DOCUMENTS.set(pathname, [pathname + search, visiteur]);
  }
}

function recordMots(html: string, chemin: string): void {
  const { ouverts, tous } = countMots(html);
  const fifty = (mots: number) => Math.ceil(mots / 50) * 50;
  if (ouverts > BUDGET.ouverts || tous > BUDGET.tous) {
    TROP_LONGUES.set(steady(chemin), `${steady(chemin)} : ${fifty(ouverts)}, ${fifty(tous)} replis ouverts`);
  }
}

const expectAs = (texte: string, chemin: string) =>
  expect(`${steady(texte)}\n`).toMatchFileSnapshot(`releves/${chemin}.txt`);

/** Written again with `npx vitest run -u --project db test/golden/pages`, and read before they are committed. */
describe.each(Object.entries(GROUPES))("what the pages of the demonstration say: %s", (groupe, cas: readonly Cas[]) => {
  it.each(cas.filter(([, , chemin, statut]) => statut !== 200 || !HASARD.test(chemin)))(
    "%s, %s",
    async (visiteur, nom, chemin) => {
      const answer = await produit.ask(visiteur, chemin);
      const ecrit = await answer.text();
      const html = ecrit.replaceAll(` ${ECRITE}`, "");
      expect(answer.status, chemin).toBeLessThan(500);
      expect(html.includes(BALISE.slice(0, -1)), chemin).toBe(false);
      if (html !== ecrit) dits += 1;
      recordDocuments(html, chemin, visiteur);
      if (visiteur !== "personne") recordMots(html, chemin);
      recordActes(ACTES, html, chemin, visiteur);
      await expectAs(
        `${entete(answer, chemin)}\n${releveOf(html, chemin)}`,
        `${groupe}/${slugOf(`${visiteur} ${nom}`)}`,
      );
    },
  );
});

it("none of them is over its budget of words", () => {
  expect([...TROP_LONGUES.values()]).toEqual([]);
});

it("what the documents that they offer say", { timeout: 600_000 }, async () => {
  expect(DOCUMENTS.size).toBeGreaterThan(50);
  const balises: string[] = [];
  for (const [pathname, [chemin, visiteur]] of DOCUMENTS) {
    const answer = await produit.ask(visiteur, chemin);
    const type = answer.headers.get("content-type") ?? "";
    const octets = Buffer.from(await answer.arrayBuffer());
    if (BALISES.test(pathname))
      balises.push(...(pathname.endsWith(".svg") ? [octets.toString("utf8")] : unzip(octets)));
    await expectAs(
      `${entete(answer, chemin)}\n${type}\n${readDocument(octets, type).replaceAll(` ${BALISE}`, "")}`,
      `documents/${slugOf(steady(pathname))}`,
    );
  }
  expect(balises.filter((texte) => texte.includes(BALISE))).toEqual([]);
  expect(balises.filter((texte) => texte.includes(ECRITE)).length).toBeGreaterThan(20);
});

it("what the forms that they hold do, one after the other", { timeout: 600_000 }, async () => {
  expect(ACTES.size).toBeGreaterThan(90);
  const jour = new Date().toISOString().slice(0, 10);
  for (const [signe, acte] of ACTES)
    await expectAs(
      `${acte.visiteur} ${acte.chemin}\n${await doActe(produit, acte, jour)}`,
      `actes/${slugOf(signe.split(" ")[0] ?? "")}-${digest(signe).slice(0, 4)}`,
    );
});

it("in a world where cases differ, and whose words are seen", () => {
  expect(separation.inconnus).toBeGreaterThan(200);
  expect(separation.mots).toBeGreaterThan(80);
  expect(separation.montants).toBeGreaterThan(25);
  expect(separation.textes).toBeGreaterThan(60);
  expect(dits).toBeGreaterThan(150);
});
