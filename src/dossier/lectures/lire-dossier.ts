import type { LienDossier } from "#acces/lectures/menage/ports.ts";
import { zoneOfCommune } from "#droit/regles/plafonds-ressources.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { ReperesDerive } from "../regles/derive-menage.ts";
import type { DossierReponses } from "../regles/question.ts";
import type { ReponsesSensibles } from "../regles/reponses.ts";
import type { Coffre } from "./coffre.ts";
import type { Dossier } from "./ports.ts";
import { isSien } from "./registre/guichets.ts";

/** Usage that seals the answers (see `Coffre`). */
const USAGE_SITUATION = "situation";

/** `lien`: on whose behalf the file is read. A mandate does not open sensitive answers, nor does a desk that fills in the form with the household. */
export type DossierOuvert = Dossier & DossierReponses & { readonly lien: LienDossier };

/**
 * Reads a file for its household or its desk. Refuses "dossier-inconnu", the same for a file that does not exist and for one the actor may not read.
 */
export async function lireDossier(base: Base, coffre: Coffre, demandeur: string): Promise<DossierOuvert> {
  const dossier = await base.dossiers.lire(demandeur);
  const lien = dossier && lienOf(base, dossier);
  if (!dossier || !lien) throw unknownDossier();
  return { ...dossier, lien, sensibles: lien === "titulaire" ? await lireSensibles(base, coffre, demandeur) : null };
}

/** Only the household reads a draft. */
function lienOf(base: Base, dossier: Dossier): LienDossier | null {
  const { id, etat } = dossier;
  const own = base.acteur.demandeurs.find((one) => one.id === id)?.lien;
  if (own !== undefined) return own;
  return isSien(base, dossier) && etat !== "brouillon" ? "mandat" : null;
}

/** The file that the actor opens in this territory. Refuses "demande-a-choisir" when they have several: none is opened by default. */
export async function lireMonDossier(base: Base, coffre: Coffre, epci: string): Promise<DossierOuvert> {
  const [demandeur, ...autres] = await base.dossiers.miens(epci);
  if (demandeur === undefined) throw unknownDossier();
  if (autres.length > 0) {
    throw conflit("demande-a-choisir", "Vous avez plusieurs demandes ici. Choisissez d’abord celle que vous ouvrez.");
  }
  return lireDossier(base, coffre, demandeur.id);
}

export async function lireSensibles(base: Base, coffre: Coffre, demandeur: string): Promise<ReponsesSensibles> {
  const scelle = await base.dossiers.lireSensible(demandeur);
  // Only `scellerSensibles` writes this value, and opening it proves so: the cast is safe.
  return scelle === null ? {} : (JSON.parse(coffre.ouvrir(scelle, USAGE_SITUATION)) as ReponsesSensibles);
}

export function scellerSensibles(coffre: Coffre, sensibles: ReponsesSensibles): Uint8Array {
  return coffre.sceller(JSON.stringify(sensibles), USAGE_SITUATION);
}

function unknownDossier(): Refus {
  return introuvable(
    "dossier-inconnu",
    "Aucune demande n’est ouverte ici. Reprenez votre demande avec votre code, ou commencez-en une.",
  );
}

/** Last known threshold of the territory, and its zone; without them, derived answers say « inconnu ». */
export async function lireReperes(base: Base, epci: string, jour: string): Promise<ReperesDerive> {
  const annee = Number(jour.slice(0, 4));
  const [communes, own, former] = await Promise.all([
    base.territoires.communes(epci),
    base.cubes.seuil(epci, annee),
    base.cubes.seuil(epci, annee - 1),
  ]);
  const zones = new Set(communes.map(({ commune }) => zoneOfCommune(commune, jour)));
  const [zone = null] = zones;
  return { jour, seuil: (own ?? former)?.seuilAnnuelUc ?? null, zone: zones.size === 1 ? zone : null };
}
