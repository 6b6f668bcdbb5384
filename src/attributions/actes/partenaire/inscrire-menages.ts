import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit } from "#socle/regles/shared/refus.ts";
import { COLONNES_MENAGES } from "../../formats/partenaire/colonnes-menages.ts";
import {
  type ApercuFichier,
  type LectureFichier,
  lireFichier,
  type OctetsFichier,
} from "../../lectures/partenaire/lire-fichier.ts";
import type { SourcePartenaire } from "../../lectures/partenaire/ports.ts";
import { type PlanMenages, preparerMenages } from "../../lectures/partenaire/preparer-menages.ts";
import { isCoupee } from "../../regles/partenaire/menage-liste.ts";

export type FichierMenages = {
  readonly epci: string;
  readonly fichier: OctetsFichier;
  readonly aujourdhui: string;
  readonly hash: (numero: string) => string;
};

/** The réservataire, or the préfet's services, in whose name the actor lists households and asks for dwellings; null: none. */
export function findListeur({ acteur }: Pick<Base, "acteur">, epci: string) {
  for (const { role, organisation, epci: ou } of acteur.habilitations) {
    if (ou === epci && (role === "reservataire" || role === "etat")) return { role, organisation };
  }
  return null;
}

/** Refuses `droit-absent`. */
export function listeurOf(base: Pick<Base, "acteur">, epci: string) {
  const found = findListeur(base, epci);
  if (found !== null) return found;
  throw interdit("droit-absent", "Cet acte se fait au nom du réservataire dont c’est le contingent.");
}

/** Layout of the actor's own organisation. Refuses `droit-absent`. */
export function sourceMenages(base: Pick<Base, "acteur">, epci: string): SourcePartenaire {
  return `menages:${listeurOf(base, epci).organisation}`;
}

/** What a list of households would do. Writes nothing. Refuses `droit-absent`, and what `lireFichier` does. */
export function lireMenages(
  base: Base,
  { epci, fichier, aujourdhui, hash }: FichierMenages,
): Promise<LectureFichier<PlanMenages>> {
  const qui = listeurOf(base, epci);
  return lireFichier(base, {
    epci,
    source: sourceMenages(base, epci),
    definitions: COLONNES_MENAGES,
    fichier,
    aujourdhui,
    preparer: (own, lignes, colonneOf) => preparerMenages(own, { ...qui, epci, hash }, lignes, colonneOf),
  });
}

/** The same, once a deposit: the journal keeps how many lines of it matched nothing, whatever becomes of it. */
export async function recevoirMenages(base: Base, demande: FichierMenages): Promise<LectureFichier<PlanMenages>> {
  const lecture = await lireMenages(base, demande);
  if (lecture.etat === "colonnes") return lecture;
  const { lignes, presents } = lecture.plan;
  const objet = `menages:${lecture.sha256.slice(0, 12)} =${presents} ?${lignes.length - presents}`;
  await base.journal.ecrire({ acte: "menages-lus", ressource: "proposition", epci: demande.epci, objet });
  return lecture;
}

/**
 * Writes the list: its households are told, and their files open to the réservataire for a year. `complete`: those of the former list whom the file does
 * not name leave it. Refuses `fichier-change`, `liste-coupee`, and what `lireMenages` does.
 */
export async function inscrireMenages(
  base: Base,
  demande: FichierMenages & { readonly empreinte: string; readonly complete: boolean },
): Promise<ApercuFichier<PlanMenages>> {
  const { epci, empreinte, complete } = demande;
  const { organisation } = listeurOf(base, epci);
  return base.transaction(async (tx) => {
    const lecture = await lireMenages(tx, demande);
    if (lecture.etat === "colonnes" || empreinte !== lecture.empreinte) {
      throw conflit(
        "fichier-change",
        "Des demandes ont changé depuis cet aperçu : rien n’a été écrit. Relisez le nouvel aperçu, puis confirmez.",
      );
    }
    const { lignes, presents, absents } = lecture.plan;
    if (complete && isCoupee(presents, absents)) {
      throw conflit(
        "liste-coupee",
        `${absents} ménages sortiraient pour ${presents} qui restent : ce fichier semble coupé. Déposez la liste entière, ou écrivez une date de sortie pour chacun.`,
      );
    }
    const suites = await tx.partenaires.inscrire(epci, organisation, lignes, { complete, ecrire: true });
    const count = (...dites: readonly string[]) => suites.filter(({ suite }) => dites.includes(suite)).length;
    const objet = `menages:${lecture.sha256.slice(0, 12)} +${count("inscrit")} ~${count("change")} -${count("sorti")} ?${count("inconnu")}`;
    await tx.journal.ecrire({ acte: "menages-inscrits", ressource: "proposition", epci, objet });
    return lecture;
  });
}
