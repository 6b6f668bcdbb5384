import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { Base } from "#socle/lectures/base.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { LIBELLE_FAIT_PAIRE } from "../../regles/paire-bail/paire-bail.ts";
import { A_REGARDER, ETATS_RECOUPEMENT, type EtatRecoupement } from "../../regles/recoupement/recoupement.ts";
import type { BailRecoupe } from "./ports.ts";

export type QuestionRecoupement = {
  readonly epci: string;
  readonly annee: number;
  /** null: those that must be looked at. */
  readonly etat: EtatRecoupement | null;
};

export type LigneRecoupement = BailRecoupe & {
  readonly nomBailleur: string;
  readonly nomCommune: string | null;
  /** « jour du bail (3 jours), quartile de ressources »; null: no gap. */
  readonly ecart: string | null;
};

export type Recoupement = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly annee: number;
  readonly etat: EtatRecoupement | null;
  readonly comptes: ReadonlyMap<EtatRecoupement, number>;
  readonly lignes: readonly LigneRecoupement[];
  /** Of the states asked for; more than `lignes` beyond `LIMITE`. */
  readonly total: number;
  readonly phrase: string;
};

const LIMITE = 2000;

/**
 * The leases of a year signed in Blaise beside those of the SNE's published files: in both, here only, there only, and differing on what. Without
 * names. Each actor reads their bailleurs' only.
 */
export async function readRecoupement(
  base: Pick<Base, "recoupements" | "territoires" | "cubes">,
  { epci, annee, etat }: QuestionRecoupement,
): Promise<Recoupement | null> {
  const etats = etat === null ? A_REGARDER : [etat];
  const [territoire, lus, lignes, noms, communes] = await Promise.all([
    base.territoires.find(epci),
    base.recoupements.comptes(epci, annee),
    base.recoupements.list(epci, annee, { etats, limite: LIMITE }),
    base.cubes.bailleurs(epci),
    base.territoires.perimetre(epci),
  ]);
  if (!territoire) return null;
  const nomsCommunes = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const comptes = new Map(lus.map(({ etat: un, baux }) => [un, baux]));
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    etat,
    comptes,
    total: etats.reduce((sum, un) => sum + (comptes.get(un) ?? 0), 0),
    phrase: sayRecoupement(comptes, annee),
    lignes: lignes.map((ligne) => ({
      ...ligne,
      nomBailleur: nameBailleur(ligne.bailleur, noms),
      nomCommune: ligne.commune === null ? null : (nomsCommunes.get(ligne.commune) ?? ligne.commune),
      ecart: sayEcarts(ligne),
    })),
  };
}

/** « 12 baux signés dans Blaise en 2026 : 8 retrouvés dans les fichiers publiés, dont 2 avec un écart ; 3 en attente de leur fichier ; 1 absent. » */
function sayRecoupement(comptes: ReadonlyMap<EtatRecoupement, number>, annee: number): string {
  const of = (...etats: readonly EtatRecoupement[]) => etats.reduce((sum, etat) => sum + (comptes.get(etat) ?? 0), 0);
  const ici = of(...ETATS_RECOUPEMENT.filter((etat) => etat !== "fichier"));
  const fichier = formatCompte(of("fichier"), "bail n’est que dans un fichier", "baux ne sont que dans un fichier");
  if (ici === 0) return `Aucun bail de ${annee} n’est signé dans Blaise\u00A0; ${fichier}.`;
  const retrouves = of("concordant", "ecart");
  const suites = [
    `${formatCompte(retrouves, "retrouvé dans un fichier publié", "retrouvés dans les fichiers publiés")}${of("ecart") > 0 ? `, dont ${formatNombre(of("ecart"))} avec un écart` : ""}`,
    ...(of("attendu") > 0 ? [`${formatNombre(of("attendu"))} en attente d’un fichier`] : []),
    ...(of("absent") > 0
      ? [formatCompte(of("absent"), "absent du fichier de son jour", "absents du fichier de leur jour")]
      : []),
    ...(of("a-departager") > 0 ? [`${formatNombre(of("a-departager"))} à départager`] : []),
  ];
  const dits = formatCompte(ici, "bail signé dans Blaise", "baux signés dans Blaise");
  return `${dits} en ${annee}\u00A0: ${suites.join("\u00A0; ")}. ${fichier}.`;
}

function sayEcarts({ ecarts, signeBlaise, signeFichier }: BailRecoupe): string | null {
  if (ecarts.length === 0) return null;
  return joinFrench(
    ecarts.map((fait) =>
      fait === "date"
        ? `${LIBELLE_FAIT_PAIRE.date} (${sayJours(signeBlaise, signeFichier)})`
        : LIBELLE_FAIT_PAIRE[fait],
    ),
  );
}

function sayJours(un: string | null, autre: string | null): string {
  const jours = autre === null ? null : daysBetween(un, autre);
  return jours === null ? "inconnu" : `${formatCompte(Math.abs(jours), "jour")} d’écart`;
}
