import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import type { Periode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { ANALYSE_MAX } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import { computeBilan } from "../../lectures/compute-bilan.ts";
import { readHistoire } from "../../lectures/histoire/read-histoire.ts";
import { LIBELLE_SECTION, type Rapport, SECTIONS, type Section } from "../../lectures/rapport/ports.ts";
import { readAnnexes } from "../../lectures/rapport/read-annexes.ts";

export type RapportDemande = {
  readonly epci: string;
  readonly periode: Periode;
  readonly sections: readonly Section[];
  readonly commentaires: Readonly<Record<string, string>>;
  readonly aujourdhui: string;
  /** Confirms the warnings about the comments. */
  readonly relu?: boolean;
};

/** A comment is a paragraph or two; everything kept was analysed to its end. */
const COMMENTAIRE_MAX = ANALYSE_MAX;

/** What would be frozen: no number, no date, no hash yet. */
export type ProjetRapport = Pick<Rapport, "sections" | "commentaires" | "bilan" | "annexes">;

/** Refuses `rapport-vide`, `commentaire-trop-long`, `texte-nir`, `commentaire-a-relire`, `bilan-vide`. */
export async function prepareRapport(base: Base, demande: RapportDemande): Promise<ProjetRapport> {
  const { epci, periode, aujourdhui } = demande;
  const sections = SECTIONS.filter((section) => demande.sections.includes(section));
  if (sections.length === 0) throw new Refus("rapport-vide", "Cochez au moins une partie du rapport.");
  const commentaires = cleanCommentaires(demande.commentaires, sections);
  checkPersonnes(commentaires, demande.relu ?? false);
  const bilan = await computeBilan(base, { epci, periode, bailleur: null });
  if (bilan.total === 0) {
    throw new Refus(
      "bilan-vide",
      `Aucune attribution publiée pour ${bilan.libellePeriode} : il n’y a rien à figer. Déposez d’abord l’extraction du SNE.`,
      { epci },
    );
  }
  const annexes = await readAnnexes(base, sections, { epci, periode, aujourdhui });
  const histoire = await readHistoire(base, { epci, periode, bailleur: null });
  return { sections, commentaires, bilan, annexes: { ...annexes, histoire } };
}

/**
 * Freezes the bilan of the day, the objects of the other parts asked for, and the comments: a number, a date, a hash. A later import never changes it.
 * Refuses what `prepareRapport` does.
 */
export async function freezeRapport(base: Base, demande: RapportDemande): Promise<Rapport> {
  const { epci, periode } = demande;
  return base.transaction(async (tx) => {
    const projet = await prepareRapport(tx, demande);
    const rapport = await tx.rapports.freeze({
      ...projet,
      epci,
      annee: periode.annee,
      periode: periode.code,
      empreinte: hashRapport(projet),
      figePar: tx.acteur.nom,
    });
    await tx.journal.ecrire({ acte: "rapport-fige", ressource: "bilan", epci, objet: `rapport:${rapport.numero}` });
    return rapport;
  });
}

/**
 * A report is about figures: words about a person's health, origin or morals need a confirmation before they are frozen for good (CNIL, rule on
 * comments; the precedent is the formal notice to Paris Habitat, 2012). The report has its own maximum length.
 */
function checkPersonnes(commentaires: Readonly<Record<string, string>>, relu: boolean): void {
  for (const [section, texte] of Object.entries(commentaires)) {
    const debut = `Commentaire « ${LIBELLE_SECTION[section as Section]} » :`;
    relireTexte(texte, debut, { relu, aRelire: "commentaire-a-relire", longueurPropre: true, details: { section } });
  }
}

/** SHA-256 of the canonical JSON (keys sorted): the same content gives the same hash whatever order the database returns it in. */
function hashRapport({ sections, commentaires, bilan, annexes }: ProjetRapport): string {
  return createHash("sha256").update(canonicalJson({ sections, commentaires, bilan, annexes })).digest("hex");
}

function cleanCommentaires(
  commentaires: Readonly<Record<string, string>>,
  sections: readonly Section[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const section of sections) {
    const text = commentaires[section]?.trim().replaceAll("\r\n", "\n");
    if (!text) continue;
    if (text.length > COMMENTAIRE_MAX) {
      throw new Refus(
        "commentaire-trop-long",
        `Le commentaire « ${section} » dépasse ${COMMENTAIRE_MAX} caractères. Raccourcissez-le.`,
        { section },
      );
    }
    kept[section] = text;
  }
  return kept;
}
