import { listerBilansBailleurs } from "#bilan/lectures/bilan-bailleur/lister.ts";
import type { Effort } from "#bilan/lectures/effort/effort.ts";
import { sayQuarts } from "#bilan/lectures/public-prioritaire/constat-quart.ts";
import { formatCompte, formatFraction, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import { SANS_BAUX, type Source, unknown, type ValeurLue } from "./indicateurs-sources.ts";

/** Rate with its bounds, in the sentence of the page of the objectives. */
export async function readObjectif({ effort }: Source, objet: "hors-qpv" | "qpv"): Promise<ValeurLue> {
  const lu = await effort();
  if (lu === null) return unknown("taux", SANS_BAUX);
  const lecture = lu.blocs.find((bloc) => bloc.objet === objet)?.ensemble?.lecture;
  if (!lecture)
    return unknown("taux", `Inconnu\u00A0: aucune attribution de ${lu.annee} ne se compte pour cet objectif.`);
  const { constat, inconnues } = lecture.phrases;
  const suite = lu.enCours ? ` ${lu.enCours}` : "";
  return { valeur: lecture.taux, genre: "taux", phrase: `${dayOf(lu)}\u00A0: ${constat} ${inconnues}${suite}` };
}

function dayOf({ annee, acheve, arreteAu }: Effort): string {
  return acheve || !arreteAu.startsWith(`${annee}-`) ? `${annee}` : `${annee}, au ${formatJour(arreteAu)}`;
}

/**
 * One sentence for all réservataires, each judged alone, since no text sums them. The count of those that reach the target is unknown while one is.
 */
export async function readQuart({ publics }: Source): Promise<ValeurLue> {
  const lus = await publics();
  if (lus === null) return unknown("nombre", SANS_BAUX);
  const dits = lus.reservataires.filter(({ verdict }) => verdict !== "sans-objet");
  const atteints = dits.filter(({ verdict }) => verdict === "atteint").length;
  const ouverts = dits.some(({ verdict }) => verdict === "indecidable" || verdict === "en-cours");
  const combien = dits.length === 0 ? "aucune part à atteindre" : sayQuarts(dits, ["réservataire", "réservataires"]);
  const phrases = lus.reservataires.map(({ phrase }) => phrase);
  return {
    valeur: dits.length === 0 || ouverts ? null : atteints,
    genre: "nombre",
    sur: dits.length,
    phrase: [`${lus.annee}\u00A0: ${combien}.`, ...phrases].join(" "),
  };
}

export async function readPartActionLogement({ publics }: Source): Promise<ValeurLue> {
  const lus = await publics();
  if (lus === null) return unknown("taux", SANS_BAUX);
  const quart = lus.reservataires.find(({ contingent }) => contingent === "COLACT");
  if (!quart || lus.total === 0) return unknown("taux", SANS_BAUX);
  const { assiette, contingentInconnu } = quart;
  const reste =
    contingentInconnu > 0
      ? `\u00A0; le contingent de ${formatCompte(contingentInconnu, "autre n’est pas écrit", "autres n’est pas écrit")}`
      : "";
  return {
    valeur: assiette / lus.total,
    genre: "taux",
    phrase: `${lus.annee}\u00A0: ${formatFraction(assiette, lus.total)} baux signés sur le contingent d’Action Logement, soit ${formatTaux(assiette / lus.total)}${reste}.${lus.enCours ? ` ${lus.enCours}` : ""}`,
  };
}

/** Count of the past quarters with leases. */
export async function readBilans({ base, epci, aujourdhui, annee }: Source): Promise<ValeurLue> {
  const derniere = await annee();
  if (derniere === null) return unknown("nombre", SANS_BAUX);
  const { lignes } = await listerBilansBailleurs(base, { epci, annee: derniere, aujourdhui });
  const dus = lignes.flatMap(({ cases }) => cases).filter(({ termine, etat }) => termine && etat !== "sans-bail");
  const signes = dus.filter(({ etat }) => etat === "signe").length;
  return {
    valeur: signes,
    genre: "nombre",
    sur: dus.length,
    phrase: `${derniere}\u00A0: ${formatFraction(signes, dus.length)} bilans de trimestre signés, ${formatCompte(lignes.length, "bailleur")}.`,
  };
}
