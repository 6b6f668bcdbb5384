import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { TOUTES_REMONTEES } from "./ports.ts";

/** Untreated field reports: of the whole territory for the EPCI, of its own résidences for a bailleur. */
export async function listTachesRemontees(base: Base, { epci }: QuestionTaches): Promise<readonly Tache[]> {
  const { acteur } = base;
  if (!peut(acteur, "remontee", "modifier", epci)) return [];
  const sirens = peutPartout(acteur, "remontee", "modifier", epci)
    ? [null]
    : [...new Set(habilitationsFor(acteur, "remontee", "modifier", epci).flatMap(({ siren }) => siren ?? []))];
  const taches = await Promise.all(sirens.map((siren) => readSignalees(base, epci, siren)));
  return taches.flat();
}

/** `bailleur` null: any. */
async function readSignalees(base: Base, epci: string, bailleur: string | null): Promise<Tache[]> {
  const filtre = { ...TOUTES_REMONTEES, etat: "signalee", bailleur } as const;
  const comptes = await base.remontees.comptes(epci, filtre);
  const nombre = comptes.reduce((sum, compte) => sum + compte.nombre, 0);
  if (nombre === 0) return [];
  const residences = new Set(comptes.flatMap(({ residence }) => residence ?? [])).size;
  return [
    {
      code: "remontees-nouvelles",
      titre: `${formatCompte(nombre, "remontée de terrain", "remontées de terrain")} à prendre en charge`,
      pourquoi: `Personne n’y a encore répondu${residences > 0 ? ` ; ${formatCompte(residences, "résidence concernée", "résidences concernées")}` : ""}.`,
      action: "Répondre",
      chemin: cheminOf("observatoire/remontees", { etat: "signalee", bailleur }),
      echeance: null,
    },
  ];
}
