// @module-tag long
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GROUPES } from "../../e2e/cas.ts";
import type { Cas, Visiteur } from "../../e2e/cas-observatoire.ts";
import { documentsOf, openProduitDemo, type ProduitDemo } from "../../fixtures/produit-demo.ts";
import { readReleve } from "../../html/releve.ts";
import { readDocument } from "./document.ts";
import { steady, steadyInAnyOrder } from "./stable.ts";

/** What a page offers to take away, whatever is asked of it: path → the first address, and who was offered it. */
const DOCUMENTS = new Map<string, readonly [chemin: string, visiteur: Visiteur]>();
const EXTENSIONS = "csv|xlsx|ods|pdf|docx|json|geojson|ics|svg";

let produit: ProduitDemo;
beforeAll(async () => {
  produit = await openProduitDemo();
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

const expectAs = (texte: string, chemin: string) =>
  expect(`${steady(texte)}\n`).toMatchFileSnapshot(`releves/${chemin}.txt`);

/** Written again with `npx vitest run -u test/golden/pages`, and read before they are committed. */
describe.each(Object.entries(GROUPES))("what the pages of the demonstration say: %s", (groupe, cas: readonly Cas[]) => {
  it.each(cas.filter(([, , chemin, statut]) => statut !== 200 || !HASARD.test(chemin)))(
    "%s, %s",
    async (visiteur, nom, chemin) => {
      const answer = await produit.ask(visiteur, chemin);
      const html = await answer.text();
      expect(answer.status, chemin).toBeLessThan(500);
      recordDocuments(html, chemin, visiteur);
      await expectAs(
        `${entete(answer, chemin)}\n${releveOf(html, chemin)}`,
        `${groupe}/${slugOf(`${visiteur} ${nom}`)}`,
      );
    },
  );
});

it("what the documents that they offer say", { timeout: 600_000 }, async () => {
  expect(DOCUMENTS.size).toBeGreaterThan(50);
  for (const [pathname, [chemin, visiteur]] of DOCUMENTS) {
    const answer = await produit.ask(visiteur, chemin);
    const type = answer.headers.get("content-type") ?? "";
    const document = readDocument(new Uint8Array(await answer.arrayBuffer()), type);
    await expectAs(`${entete(answer, chemin)}\n${type}\n${document}`, `documents/${slugOf(steady(pathname))}`);
  }
});
