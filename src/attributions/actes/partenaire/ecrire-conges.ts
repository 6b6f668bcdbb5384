import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit } from "#socle/regles/shared/refus.ts";
import { COLONNES_CONGES } from "../../formats/partenaire/colonnes-conges.ts";
import {
  type ApercuFichier,
  type LectureFichier,
  lireFichier,
  type OctetsFichier,
} from "../../lectures/partenaire/lire-fichier.ts";
import type { SourcePartenaire } from "../../lectures/partenaire/ports.ts";
import { type CongeAOuvrir, type PlanConges, preparerConges } from "../../lectures/partenaire/preparer-conges.ts";
import { changedLiberation } from "../liberation/ouvrir-liberation.ts";
import { declarantOf } from "../logement/declarer-logement.ts";

export type FichierConges = { readonly epci: string; readonly fichier: OctetsFichier; readonly aujourdhui: string };

/** Layout of the actor's own organisation. Refuses `droit-absent`. */
export function sourceConges(base: Pick<Base, "acteur">, epci: string): SourcePartenaire {
  return `conges:${writerOf(base, epci)}`;
}

/** What a file of notices would do to one's own dwellings. Writes nothing. Refuses `droit-absent`, and what `lireFichier` does. */
export function lireConges(
  base: Base,
  { epci, fichier, aujourdhui }: FichierConges,
): Promise<LectureFichier<PlanConges>> {
  const organisation = writerOf(base, epci);
  return lireFichier(base, {
    epci,
    source: sourceConges(base, epci),
    definitions: COLONNES_CONGES,
    fichier,
    aujourdhui,
    preparer: (own, lignes, colonneOf) => preparerConges(own, { epci, organisation, aujourdhui }, lignes, colonneOf),
  });
}

/**
 * Opens the lettings that a file of notices tells, and completes those that are open: its right lines, the wrong ones apart. The file is read again:
 * `empreinte` is that of the preview that the person read, null for whoever sends it without one. Refuses `fichier-change` when it differs,
 * `fichier-rien`, and what `lireConges` does.
 */
export async function ecrireConges(
  base: Base,
  demande: FichierConges & { readonly empreinte: string | null },
): Promise<ApercuFichier<PlanConges>> {
  const { epci, empreinte, aujourdhui } = demande;
  const organisation = writerOf(base, epci);
  return base.transaction(async (tx) => {
    const lecture = await lireConges(tx, demande);
    if (lecture.etat === "colonnes") throw changed();
    if (empreinte !== null && empreinte !== lecture.empreinte) throw changed();
    const { ouvrir, completer } = lecture.plan;
    for (const un of ouvrir) await ouvrirUn(tx, { epci, organisation, aujourdhui }, un);
    for (const { id, revision, valeurs } of completer) {
      if (!(await tx.liberations.update(epci, id, revision, valeurs))) throw changedLiberation();
    }
    const objet = `conges:${lecture.sha256.slice(0, 12)} +${ouvrir.length} ~${completer.length}`;
    await tx.journal.ecrire({ acte: "conges-importes", ressource: "logement-prive", epci, objet });
    return lecture;
  });
}

type Ouverture = { readonly epci: string; readonly organisation: number; readonly aujourdhui: string };

async function ouvrirUn(tx: Base, { epci, organisation, aujourdhui }: Ouverture, un: CongeAOuvrir): Promise<void> {
  const logement =
    typeof un.logement === "number"
      ? un.logement
      : await tx.logementsSuivis.add(epci, organisation, un.logement, false);
  if (logement === null) throw changed();
  const ouverte = { ...un.liberation, epci, organisation, logement, ouverteLe: aujourdhui, synthetique: false };
  if ((await tx.liberations.add(ouverte)) === null) throw changed();
}

function writerOf(base: Pick<Base, "acteur">, epci: string): number {
  const organisation = declarantOf(base, epci);
  if (organisation !== null) return organisation;
  throw interdit("droit-absent", "Les congés s’importent au nom du bailleur à qui sont les logements.");
}

function changed() {
  return conflit(
    "fichier-change",
    "Des logements ont changé depuis cet aperçu : rien n’a été écrit. Relisez le nouvel aperçu, puis confirmez.",
  );
}
