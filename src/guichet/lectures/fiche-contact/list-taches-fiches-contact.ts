import type { Base } from "#socle/lectures/base.ts";
import { daysBefore, firstJour, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { habilitationsFor, peut } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { SuiteFiche } from "./ports.ts";

const LISTE = "demandes/fiches-contact";
/** Days during which the sender is told that a form is closed. */
const NOUVELLES_JOURS = 7;

/** Tasks on contact forms: to acknowledge and to follow for a bailleur; just closed for the sender. */
export async function listTachesFichesContact(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  const { acteur } = base;
  if (!peut(acteur, "prospect", "modifier", epci)) return [];
  const own = new Set(habilitationsFor(acteur, "prospect", "modifier", epci).map(({ organisation }) => organisation));
  const suites = await base.fichesContact.suites(epci);
  const recues = suites.filter(({ organisation, issue }) => own.has(organisation) && issue === null);
  const depuis = daysBefore(aujourdhui, NOUVELLES_JOURS);
  return [
    ...sayAAccuser(recues.filter(({ accuseeLe }) => accuseeLe === null)),
    ...sayASuivre(recues.filter(({ accuseeLe }) => accuseeLe !== null)),
    ...sayCloses(suites.filter(({ emettrice, closeLe }) => own.has(emettrice) && closeLe !== null && closeLe > depuis)),
  ];
}

function whereOf(suites: readonly SuiteFiche[]): string {
  const [seule] = suites;
  return seule && suites.length === 1 ? `${LISTE}/${seule.fiche}` : LISTE;
}

function sayAAccuser(suites: readonly SuiteFiche[]): Tache[] {
  if (suites.length === 0) return [];
  return [
    {
      code: "fiches-contact-a-accuser",
      titre: `${formatCompte(suites.length, "fiche contact reçue", "fiches contact reçues")}, réception à accuser`,
      pourquoi: "Une personne attend d’être rappelée : dites que votre organisme a la fiche.",
      action: "Accuser réception",
      chemin: whereOf(suites),
      echeance: firstJour(suites.map(({ accuserAvant }) => accuserAvant)),
    },
  ];
}

function sayASuivre(suites: readonly SuiteFiche[]): Tache[] {
  if (suites.length === 0) return [];
  return [
    {
      code: "fiches-contact-a-suivre",
      titre: `${formatCompte(suites.length, "fiche contact", "fiches contact")} dont la suite n’est pas dite`,
      pourquoi: "L’organisme qui l’a envoyée attend de savoir si une demande est déposée.",
      action: "Dire la suite",
      chemin: whereOf(suites),
      echeance: null,
    },
  ];
}

function sayCloses(suites: readonly SuiteFiche[]): Tache[] {
  if (suites.length === 0) return [];
  return [
    {
      code: "fiches-contact-closes",
      titre: `${formatCompte(suites.length, "suite donnée", "suites données")} à vos fiches contact cette semaine`,
      pourquoi: "Un bailleur a dit ce que la personne est devenue : prévenez-la si elle ne l’est pas.",
      action: "Lire",
      chemin: whereOf(suites),
      echeance: null,
    },
  ];
}
