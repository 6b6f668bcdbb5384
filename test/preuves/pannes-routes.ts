import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import type { Env } from "#http/deps.ts";
import { removeServeur } from "#storage/embedded/serveur.ts";
import { readConfiguration } from "../../src/cli/configuration.ts";
import { loadDemo } from "../../src/cli/demo.ts";
import { openSession } from "../../src/cli/session.ts";
import { type Fault, installFaults, QUERY_FAULTS, withFault } from "../faults/inject-fault.ts";
import { createTestApp, officierOf } from "../fixtures/http.ts";

const EPCI = "200068666";
/** Calls of one page that are tried; past them, one in ten: a page that makes a hundred makes them alike. */
const TOUS = 20;
const PAS = 10;

type Faute = { readonly route: string; readonly appel: number; readonly panne: Fault; readonly quoi: string };

/** A body that says how the product is made, or what was being asked of the database. */
const FUITE = /\bselect\b.+\bfrom\b|node_modules|\bat \S+ \(|\/src\/|ECONN|57P01|53100|40001/i;

/**
 * Each page of the demonstration, as an officer sees it, with each of its queries failing in its turn: never a page that shows what it could not read, no
 * stack and no SQL in what is sent, one line in the log that has the reference of the page.
 */
export async function provePannesRoutes(): Promise<Record<string, unknown>> {
  const dossier = await mkdtemp(join(tmpdir(), "blaise-routes-"));
  const session = await openSession(readConfiguration({ BLAISE_DONNEES: dossier }));
  const remove = installFaults();
  try {
    await loadDemo(session, () => undefined);
    const erreurs: { requete?: unknown }[] = [];
    const log = { info: () => undefined, error: (faits: object) => void erreurs.push(faits) };
    const app = createTestApp(session.bases, { log }, officierOf([EPCI]));
    const [fautes, comptes]: [Faute[], Record<string, number>] = [[], { pages: 0, essais: 0, echecs: 0, sansEffet: 0 }];
    for (const route of routesOf(app)) {
      const seen = await tryRoute(app, route, dossier, erreurs);
      fautes.push(...seen.fautes);
      for (const [nom, nombre] of Object.entries(seen.comptes)) comptes[nom] = (comptes[nom] ?? 0) + nombre;
    }
    if (fautes.length > 0)
      throw new Error(
        `${fautes.length} faults\n${fautes
          .slice(0, 20)
          .map((one) => JSON.stringify(one))
          .join("\n")}`,
      );
    return { ...comptes, ouvertures: 0, fuites: 0 };
  } finally {
    remove();
    await session.close();
    await removeServeur(dossier).catch(() => undefined);
    await rm(dossier, { recursive: true, force: true });
  }
}

/** Every page that has an address of its own. */
function routesOf(app: Hono<Env>): readonly string[] {
  const paths = app.routes.filter(({ method }) => method === "GET").map(({ path }) => path.replace(/:epci\b/, EPCI));
  // The probe says that the base is away: that is its answer, and no failure of a page.
  return [...new Set(paths)].filter((path) => !/[:*{]/.test(path) && !/^\/(statique|pret$)/.test(path));
}

async function tryRoute(
  app: Hono<Env>,
  route: string,
  dossier: string,
  erreurs: { requete?: unknown }[],
): Promise<{ readonly fautes: readonly Faute[]; readonly comptes: Record<string, number> }> {
  // Each time another address: an answer that was kept would read nothing that could fail.
  let fois = 0;
  const ask = async () => app.request(`${route}?fois=${++fois}`, { headers: { accept: "text/html" } });
  await ask();
  let sain = { statut: 0, texte: "" };
  const { calls } = await withFault({ at: 0, fault: "cut", dossier }, async () => {
    const response = await ask();
    sain = { statut: response.status, texte: await response.text() };
  });
  const fautes: Faute[] = [];
  const comptes = { pages: 1, essais: 0, echecs: 0, sansEffet: 0 };
  for (let appel = 1; appel <= calls.length; appel++) {
    if (appel > TOUS && appel % PAS !== 0) continue;
    const panne = QUERY_FAULTS[appel % QUERY_FAULTS.length] ?? "cut";
    erreurs.length = 0;
    let vu = { statut: 0, texte: "", requete: "" };
    await withFault({ at: appel, fault: panne, dossier }, async () => {
      const response = await ask();
      vu = { statut: response.status, texte: await response.text(), requete: response.headers.get("x-requete") ?? "" };
    });
    comptes.essais++;
    if (vu.statut >= 500) comptes.echecs++;
    else comptes.sansEffet++;
    const quoi = judge(sain, vu, erreurs);
    if (quoi !== null) fautes.push({ route, appel, panne, quoi });
  }
  return { fautes, comptes };
}

function judge(
  sain: { readonly statut: number; readonly texte: string },
  vu: { readonly statut: number; readonly texte: string; readonly requete: string },
  erreurs: readonly { requete?: unknown }[],
): string | null {
  // A query done again, or whose answer serves nothing, changes nothing: the page is then the same.
  if (vu.statut < 500) {
    // Around a refusal, a frame that could not be read is left out.
    const same = vu.statut === sain.statut && (sain.statut >= 400 || vu.texte.length === sain.texte.length);
    return same ? null : `${vu.statut}, ${vu.texte.length} bytes instead of ${sain.statut}, ${sain.texte.length}`;
  }
  const fuite = FUITE.exec(vu.texte.replace(/<[^>]*>/g, " "));
  if (fuite) return `says « ${fuite[0].slice(0, 60)} »`;
  const lignes = erreurs.filter(({ requete }) => requete === vu.requete).length;
  return lignes === 1 ? null : `${lignes} lines of the log have its reference`;
}
