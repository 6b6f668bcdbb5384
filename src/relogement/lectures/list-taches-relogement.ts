import { TOUTES_OPERATIONS } from "#programme/lectures/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { CLOTURES } from "../regles/etat.ts";
import { A_FAIRE, sayImmeubles, sayLoge, sayMenages } from "./dire-taches.ts";
import { findAlertes } from "./fiche-alertes.ts";
import { readDossiers } from "./fiche-menages.ts";
import type { DossierRelogement } from "./ports.ts";

/**
 * Tasks of an officer on the households entrusted to them: how many, in how many buildings. For an editor of the programme: the buildings whose
 * rehousing has started without an officer.
 */
export async function listTachesRelogement(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  const { acteur } = base;
  const charge = peut(acteur, "relogement", "creer", epci);
  const [menages, loges, immeubles] = await Promise.all([
    charge ? listMenagesAFaire(base, epci, aujourdhui) : [],
    charge ? base.relogements.logesEnCommission(epci) : [],
    peutPartout(acteur, "programme", "modifier", epci) ? listAConfier(base, epci, aujourdhui) : [],
  ]);
  return [...loges.map(sayLoge), ...menages, ...immeubles];
}

async function listMenagesAFaire(base: Base, epci: string, jour: string): Promise<readonly Tache[]> {
  const { dossiers, contexteOf } = await readDossiers(base, epci, jour);
  const found = dossiers
    .filter(({ etat }) => !CLOTURES.includes(etat))
    .map((dossier) => ({ dossier, alertes: findAlertes(dossier, contexteOf(dossier)) }));
  return A_FAIRE.flatMap((alerte): Tache[] => {
    const touched = found.filter(({ alertes }) => alertes.some(({ filtre }) => filtre === alerte));
    if (touched.length === 0) return [];
    const concernes = touched.map(({ dossier }) => dossier);
    const immeubles = new Set(concernes.map(({ operation }) => operation)).size;
    const echeance = alerte === "etape-depassee" ? firstEtape(concernes) : null;
    return [sayMenages({ alerte, menages: touched.length, immeubles, echeance })];
  });
}

function firstEtape(dossiers: readonly DossierRelogement[]): string | null {
  const jours = dossiers.flatMap(({ prochaineEtape }) => prochaineEtape?.le ?? []);
  return jours.toSorted()[0] ?? null;
}

async function listAConfier(base: Base, epci: string, jour: string): Promise<readonly Tache[]> {
  const [operations, missions] = await Promise.all([
    base.operations.list(epci, { ...TOUTES_OPERATIONS, genre: "demolition" }),
    base.relogements.missions(epci),
  ]);
  const confiees = new Set(missions.filter(({ au }) => au === null || au >= jour).map(({ operation }) => operation));
  const orphelins = operations.filter(
    ({ id, etat, aReloger }) =>
      !CLOSES.includes(etat) &&
      !confiees.has(id) &&
      aReloger !== null &&
      aReloger.depuis !== null &&
      aReloger.depuis <= Number(jour.slice(0, 4)),
  );
  if (orphelins.length === 0) return [];
  return [sayImmeubles(orphelins.length)];
}

const CLOSES: readonly string[] = ["terminee", "refusee", "abandonnee"];
