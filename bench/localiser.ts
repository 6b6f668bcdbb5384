import { loginDemo } from "../test/fixtures/session-demo.ts";
import { elapsed, type Mesure, percentile, round } from "./mesure.ts";

const PAGE = "/t/200068666/donnees/localiser";
const REPONSES = 12;

/** An officer who locates one address after the other: each page, then each answer, on the built server. */
export async function benchLocaliser(server: string): Promise<Mesure> {
  const headers = { cookie: await loginDemo(server), origin: server };
  const pages: number[] = [];
  const reponses: number[] = [];
  for (let i = 0; i < REPONSES; i++) {
    let html = "";
    pages.push(await elapsed(async () => (html = await (await fetch(server + PAGE, { headers })).text())));
    const adresse = /name="adresse" value="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    if (adresse === undefined) break;
    const body = new URLSearchParams({ adresse, situation: i % 2 ? "qpv" : "hors-qpv", motif: "mesure" });
    reponses.push(await elapsed(() => fetch(server + PAGE, { method: "POST", headers, body, redirect: "manual" })));
  }
  const pire = percentile([...pages.slice(1), ...reponses], 0.95);
  return {
    id: "localiser",
    libelle: "Localiser : une page ou une réponse, l’une après l’autre (p95)",
    valeur: round(pire, 0),
    unite: "ms",
    objectif: "≤ 500",
    tenu: pire <= 500 && reponses.length > 0,
    details: {
      reponses: reponses.length,
      pageP50: round(percentile(pages, 0.5), 0),
      reponseP50: round(percentile(reponses, 0.5), 0),
    },
  };
}
