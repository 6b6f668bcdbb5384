import type pg from "pg";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { type ImportDeps, receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { openBases } from "#service/sql/open-base.ts";
import { attributionsText } from "../test/fixtures/attributions-lines.ts";
import { createTestApp } from "../test/fixtures/http.ts";
import { rplsText } from "../test/fixtures/rpls-lines.ts";
import { addOrganisation, addPersonne } from "../test/journal/personnes.ts";
import { elapsed, type Mesure, percentile, round } from "./mesure.ts";

const EPCI = "200068666";
const PAGE = `/t/${EPCI}/donnees/localiser`;
const LOGEMENTS = 20_000;
const BAUX = 10_000;
const REPONSES = 24;
const headers = { accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };

/** The year of a large territory, a quarter of it without a side: an officer who locates one address after the other, each page, then each answer. */
export async function benchLocaliser(deps: ImportDeps, pool: pg.Pool, url: string): Promise<Mesure> {
  const publicationMs = await fill(deps);
  const bases = openBases(url);
  const organisation = await addOrganisation(pool, "epci", "Organisation du banc");
  const agent = await addPersonne(pool, "banc-localiser", [{ role: "agent-epci", epci: EPCI, organisation }]);
  const app = createTestApp(bases, { debit: 1_000_000 }, agent);
  const pages: number[] = [];
  const reponses: number[] = [];
  for (let i = 0; i < REPONSES; i++) {
    let html = "";
    pages.push(await elapsed(async () => (html = await (await app.request(PAGE, { headers })).text())));
    const adresse = /name="adresse" value="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    if (adresse === undefined) break;
    const body = new URLSearchParams({ adresse, situation: i % 2 ? "qpv" : "hors-qpv", motif: "mesure" });
    reponses.push(await elapsed(async () => app.request(PAGE, { method: "POST", headers, body })));
  }
  await bases.close();
  await pool.query("delete from publication_acte; delete from publication");
  const pire = percentile([...pages, ...reponses], 0.95);
  return {
    id: "localiser",
    libelle: `Localiser, sur ${BAUX} baux dont un quart n’a pas de côté : une page ou une réponse, l’une après l’autre (p95)`,
    valeur: round(pire, 0),
    unite: "ms",
    objectif: "≤ 500",
    tenu: pire <= 500 && reponses.length === REPONSES,
    details: {
      reponses: reponses.length,
      pageP50: round(percentile(pages, 0.5), 0),
      reponseP50: round(percentile(reponses, 0.5), 0),
      publicationMs,
    },
  };
}

/** Answers how long the publication of the leases takes: the first act after a file, in tables that have just been filled. */
async function fill(deps: ImportDeps): Promise<number> {
  const publish = async (nom: string, texte: string) => {
    const { fini } = await receiveFichier(deps, {
      fichier: fichierOf(nom, Buffer.from(texte)),
      epci: EPCI,
      periode: "2017",
    });
    const lot = await fini;
    return Math.round(await elapsed(() => publishLot(deps.base, lot.id, { confirme: true })));
  };
  await publish("rpls-2017.csv", rplsText(LOGEMENTS));
  return publish("attributions-2017.csv", attributionsText(BAUX));
}
