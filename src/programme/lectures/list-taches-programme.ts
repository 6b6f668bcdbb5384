import { entreParentheses } from "#engagements/regles/convention/references.ts";
import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, daysBefore, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { partiesOf } from "../actes/etablir-convention-objectif.ts";
import { retardCourant } from "../regles/retard.ts";
import type { ConventionEtablie } from "./convention-objectif.ts";
import { type OperationEcrite, TOUTES_OPERATIONS } from "./ports.ts";

/** Tasks: operations to examine, to complete or late, and conventions d’objectifs to sign, for those in charge of them. */
export async function listTachesProgramme(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
  const { acteur } = base;
  const examine = peutPartout(acteur, "programme", "valider", epci);
  if (!examine && !peut(acteur, "programme", "modifier", epci)) return [];
  const [operations, conventions] = await Promise.all([
    base.operations.list(epci, TOUTES_OPERATIONS),
    base.conventionsObjectifs.list(epci),
  ]);
  const tout = peutPartout(acteur, "programme", "modifier", epci);
  const own = new Set(habilitationsFor(acteur, "programme", "modifier", epci).map(({ organisation }) => organisation));
  const siennes = operations.filter(({ bailleur }) => bailleur !== null && own.has(bailleur.organisation));
  return [
    ...(examine ? sayAExaminer(operations.filter(({ etat }) => etat === "deposee")) : []),
    ...(tout ? [] : siennes.filter(({ etat }) => etat === "a-completer").map(sayACompleter)),
    ...sayEnRetard(tout ? operations : siennes, aujourdhui),
    ...conventions.flatMap((convention) =>
      sayConvention(convention, partiesOf(base, epci, convention.bailleur.organisation)),
    ),
  ];
}

const OPERATION = "programme/operations";

function sayAExaminer(operations: readonly OperationEcrite[]): Tache[] {
  const [seule] = operations;
  if (!seule) return [];
  return [
    {
      code: "operations-a-examiner",
      titre: `${formatCompte(operations.length, "opération déposée", "opérations déposées")} à examiner`,
      pourquoi: `Le bailleur attend une réponse : au programme, à compléter, ou non retenue${entreParentheses("operations")}.`,
      action: "Examiner",
      chemin: operations.length === 1 ? `${OPERATION}/${seule.id}` : cheminOf("programme", { etat: "deposee" }),
      echeance: null,
    },
  ];
}

function sayACompleter({ id, nom }: OperationEcrite): Tache {
  return {
    code: "operation-a-completer",
    titre: `Opération à compléter : ${nom}`,
    pourquoi: "L’examen l’a renvoyée : son motif est sur la fiche. Complétez-la, puis déposez-la de nouveau.",
    action: "Compléter",
    chemin: `${OPERATION}/${id}`,
    echeance: null,
  };
}

function sayEnRetard(operations: readonly OperationEcrite[], aujourdhui: string): Tache[] {
  const retards = operations.flatMap((operation) => {
    const retard = retardCourant(operation, aujourdhui);
    return retard === null ? [] : [{ operation, jours: retard.jours }];
  });
  const pire = retards.toSorted((a, b) => b.jours - a.jours)[0];
  if (!pire) return [];
  return [
    {
      code: "operations-en-retard",
      titre: `${formatCompte(retards.length, "opération")} en retard sur ${retards.length > 1 ? "leur" : "son"} calendrier`,
      pourquoi: `La plus en retard : ${pire.operation.nom}, ${formatCompte(pire.jours, "jour")}. Écrivez les dates réelles, ou de nouvelles dates prévues.`,
      action: "Mettre à jour",
      chemin: retards.length === 1 ? `${OPERATION}/${pire.operation.id}` : "programme",
      echeance: daysBefore(aujourdhui, pire.jours),
    },
  ];
}

function sayConvention(
  { id, numero, bailleur, anneeDebut, anneeFin, signatures, etat }: ConventionEtablie,
  parties: ReturnType<typeof partiesOf>,
): Tache[] {
  const manquent = parties.filter((partie) => signatures[partie] === null);
  if (etat !== "projet" || manquent.length === 0) return [];
  const siennes = parties.includes("epci") ? manquent.includes("epci") : true;
  return [
    {
      code: "convention-objectif-a-signer",
      titre: `Convention d’objectifs n° ${numero} avec ${bailleur.nom} à signer`,
      pourquoi: `Elle porte sur ${anneeDebut}-${anneeFin}${entreParentheses("conventionsObjectifs")}. ${siennes ? "Votre signature manque." : "La signature du bailleur manque."}`,
      action: siennes ? "Lire et signer" : "Voir",
      chemin: `programme/conventions/${id}`,
      echeance: null,
    },
  ];
}
