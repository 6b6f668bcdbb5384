import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { Doublon } from "../../lectures/doublon/ports.ts";
import { direRapprochement } from "../../regles/doublon/dire-rapprochement.ts";

export type DoublonLu = Doublon & {
  readonly phrases: readonly string[];
  /** French sentence: what is to be done, and by which desk. */
  readonly suite: string;
};

export type DoublonsLus = {
  readonly territoire: string;
  readonly aJuger: number;
  readonly lignes: readonly DoublonLu[];
  /** Count of the reader's own files; 0: there is nothing to compare. */
  readonly dossiers: number;
};

/** Pairs of one page: enough for an afternoon at the desk. */
const DOUBLONS_PAR_PAGE = 40;

/** Pairs of the desk. They show names: the journal records the reading. */
export async function lireDoublons(base: Base, epci: string): Promise<DoublonsLus> {
  const [lignes, comptes] = await Promise.all([
    base.doublons.list(epci, DOUBLONS_PAR_PAGE),
    base.doublons.compter(epci),
  ]);
  if (lignes.length > 0) {
    const objet = `doublons:${lignes.length}`;
    await base.journal.ecrire({ acte: "dossier-liste", ressource: "demande-identite", epci, objet });
  }
  return { territoire: epci, ...comptes, lignes: lignes.map(readDoublon) };
}

/** A file that may be of the same person as the file shown. */
export type DoublonDeFiche = {
  readonly id: number;
  readonly phrases: readonly string[];
  /** null: the other file is another desk's, closed to the reader. */
  readonly autre: { readonly demandeur: string; readonly reference: string | null } | null;
  /** Desk of the other file. */
  readonly guichet: string | null;
};

/** Undecided pairs, on the page of one of their two files; null: the reader may not see them. The names stay in the other file. */
export async function doublonsDeFiche(
  base: Base,
  epci: string,
  demandeur: string,
): Promise<readonly DoublonDeFiche[] | null> {
  if (!peut(base.acteur, "demande-identite", "creer", epci)) return null;
  return (await base.doublons.deDossier(epci, demandeur)).map(({ id, rapprochement, dossiers, guichets }) => {
    const rang = dossiers[0]?.id === demandeur ? 1 : 0;
    const autre = dossiers[rang];
    return {
      id,
      phrases: direRapprochement(rapprochement),
      guichet: guichets[rang],
      autre: autre && { demandeur: autre.id, reference: autre.reference },
    };
  });
}

function readDoublon(doublon: Doublon): DoublonLu {
  return { ...doublon, phrases: direRapprochement(doublon.rapprochement), suite: direSuite(doublon) };
}

/** Says where the merge is made: never in Blaise, since the national system holds the numbers and their seniority. */
function direSuite({ id, decision, dossiers, guichets }: Doublon): string {
  const ailleurs = dossiers.indexOf(null);
  if (decision === "distinctes") return "Rien à faire : ces deux dossiers ne seront plus rapprochés.";
  if (decision === null) {
    if (ailleurs < 0) return "Comparez les pièces des deux dossiers, puis décidez.";
    const autre = guichets[ailleurs] ?? "le guichet qui l’a enregistré";
    return `L’autre dossier n’est pas du vôtre : appelez ${autre} et citez le rapprochement n° ${id}. Chacun regarde ses pièces.`;
  }
  const jours = dossiers.flatMap((dossier) => dossier?.ancienneteLe ?? []).toSorted();
  const garde = jours[0] === undefined || jours.length < 2 ? "la plus ancienne" : `celle du ${formatJour(jours[0])}`;
  return `À faire dans le système national : demandez au gestionnaire territorial de fusionner les deux numéros, en gardant l’ancienneté ${garde}. Rien n’est fusionné ici.`;
}

export function direRecherche({
  nouveaux,
  dossiers,
}: {
  readonly nouveaux: number;
  readonly dossiers: number;
}): string {
  const vus = `${formatCompte(dossiers, "dossier comparé", "dossiers comparés")}`;
  return nouveaux === 0
    ? `${vus} : aucun nouveau rapprochement.`
    : `${vus} : ${formatCompte(nouveaux, "nouveau rapprochement", "nouveaux rapprochements")}.`;
}
