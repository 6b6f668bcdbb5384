import type pg from "pg";
import { rapprochementQueries } from "#attributions/sql/rapprochement/rapprochement.queries.ts";
import { contexteOf } from "#service/sql/open-base.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { openPool, openSql } from "#socle/sql/sql.ts";
import {
  EPCI_RAPPROCHEMENT,
  genererDemandes,
  QUESTIONS_RAPPROCHEMENT,
} from "../test/fixtures/demandes-rapprochement.ts";
import { addOrganisation, addPersonne } from "../test/journal/personnes.ts";
import { type Mesure, percentile, round } from "./mesure.ts";

const DEMANDES = 50_000;
const CANDIDATS = 30;
const TOURS = 12;

async function p95(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let tour = -2; tour < TOURS; tour += 1) {
    const begin = performance.now();
    await run();
    if (tour >= 0) times.push(performance.now() - begin);
  }
  return percentile(times, 0.95);
}

/**
 * The candidates of a dwelling and the counts of what excludes the others, under a bailleur's row policies. As a ratio to one plain reading of all
 * the lines in the same run: a machine twice as slow is twice as slow for both.
 */
export async function benchRapprochement(pool: pg.Pool, url: string): Promise<Mesure> {
  await genererDemandes(pool, DEMANDES);
  const organisation = await addOrganisation(pool, "bailleur", "Bailleur du banc");
  const role = "agent-bailleur" as const;
  const acteur = await addPersonne(pool, "banc-rapprochement", [{ role, epci: EPCI_RAPPROCHEMENT, organisation }]);
  await pool.query("update nominatif.lieu_ouvert set ouvert_a = ouvert_a || (epci || ':' || $1) where epci = $2", [
    organisation,
    EPCI_RAPPROCHEMENT,
  ]);
  const [application, seules] = [false, true].map((enchaine) => openPool(url, { role: ROLE_APPLICATION, enchaine }));
  if (!application || !seules) throw new Error("two pools");
  const queries = rapprochementQueries(openSql(application, contexteOf(acteur), seules));
  const lecture = await p95(() => pool.query("select sum(length(s::text)) from nominatif.souhait_cherche s"));
  const [candidats, comptes]: number[][] = [[], []];
  for (const question of QUESTIONS_RAPPROCHEMENT) {
    candidats?.push(await p95(() => queries.candidats(question, CANDIDATS)));
    comptes?.push(await p95(() => queries.groupes(question)));
  }
  await Promise.all([application.end(), seules.end()]);
  const [pireListe, pireCompte] = [Math.max(...(candidats ?? [])), Math.max(...(comptes ?? []))];
  const valeur = round(Math.max(pireListe, pireCompte) / lecture, 2);
  return {
    id: "rapprochement-50000",
    libelle: `Candidats d’un logement et comptes par filtre parmi ${DEMANDES} demandes, rapportés à une lecture de toutes les lignes (p95 du pire)`,
    valeur,
    unite: "×",
    objectif: "≤ 1",
    tenu: valeur <= 1,
    details: { lectureMs: round(lecture, 1), candidatsMs: round(pireListe, 1), comptesMs: round(pireCompte, 1) },
  };
}
