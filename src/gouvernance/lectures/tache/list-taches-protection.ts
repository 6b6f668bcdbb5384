import type { EtatConservation } from "#exploitation/lectures/conservation/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { cheminOf, daysBefore, type QuestionTaches, type Tache } from "./tache.ts";

/** Acts that a delegate reads one by one: each opens what is the most protected, or tries to. */
const ACTES_A_RELIRE = [
  ["dossier-sensible-lu", "ouverture de données sensibles", "ouvertures de données sensibles"],
  ["piece-sensible-lue", "ouverture de pièces sensibles", "ouvertures de pièces sensibles"],
  ["journal-exporte", "téléchargement du journal", "téléchargements du journal"],
  ["connexion-refusee", "connexion refusée", "connexions refusées"],
] as const satisfies readonly (readonly [Acte, string, string])[];

const FENETRE_JOURS = 7;
/** More than these are « 100 ou plus »: the page counts no further. */
const LIMITE = 100;

/** For the data protection officer: whether what is past its time is gone, and which acts of the last week are to be read again. */
export async function listTachesProtection(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  if (!peutPartout(base.acteur, "journal", "lire", epci)) return [];
  const du = daysBefore(aujourdhui, FENETRE_JOURS);
  const [conservation, ...pages] = await Promise.all([
    base.conservation.etat(epci),
    ...ACTES_A_RELIRE.map(([acte]) => base.journal.list({ epci, acte, du, limite: LIMITE })),
  ]);
  const relire = ACTES_A_RELIRE.flatMap(([acte, un, plusieurs], rang): Tache[] => {
    const page = pages[rang];
    if (!page || page.entrees.length === 0) return [];
    const nombre = formatCompte(page.entrees.length, un, plusieurs);
    return [
      {
        code: `journal-${acte}`,
        titre: `${nombre}${page.suite === null ? "" : " ou plus"} depuis le ${formatJour(du)}`,
        pourquoi: "Relisez qui, pour quelle organisation et pour quel motif.",
        action: "Lire le journal",
        chemin: cheminOf("journal", { acte, du }),
        echeance: null,
      },
    ];
  });
  return [...sayPurge(conservation, aujourdhui), ...relire];
}

/** The purge runs once a day (docs/exploitation.md, 9): the day before is enough. */
function sayPurge({ purges }: EtatConservation, aujourdhui: string): Tache[] {
  const [derniere] = purges;
  if (derniere && derniere.auJour >= daysBefore(aujourdhui, 1)) return [];
  return [
    {
      code: "purge-attendue",
      titre: derniere
        ? `Purge non faite depuis le ${formatJour(derniere.auJour)}`
        : "Aucune purge n’a encore été faite",
      pourquoi:
        "Elle se fait chaque jour : sans elle, les durées de conservation annoncées ne sont pas tenues. Demandez à l’exploitant de la relancer.",
      action: "Voir les durées",
      chemin: "donnees-personnelles",
      echeance: derniere ? addDays(derniere.auJour, 1) : null,
    },
  ];
}
