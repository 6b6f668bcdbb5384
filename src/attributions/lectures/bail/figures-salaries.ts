import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { referenceOf } from "#engagements/regles/convention/references.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { CompteReconnaissance } from "./ports.ts";

export type QuestionSalaries = { readonly epci: string; readonly depuis: string; readonly aujourdhui: string };
export type SalariesLus = { readonly baux: number; readonly figures: readonly Figure[] };

/** Pairs of answers, before and after the lease. */
const RECONNAISSANCES = [
  ["les-deux", "Reconnu avant, et confirmé après", "oui", "oui"],
  ["avant", "Reconnu avant, pas encore confirmé", "oui", "inconnu"],
  ["infirme", "Reconnu avant, infirmé après", "oui", "non"],
  ["apres", "Découvert après le bail", "non", "oui"],
  ["apres-inconnu", "Découvert après, rien n’était dit avant", "inconnu", "oui"],
  ["non", "Non bénéficiaire, avant et après", "non", "non"],
  ["non-avant", "Non bénéficiaire avant, rien n’est dit après", "non", "inconnu"],
  ["non-apres", "Non bénéficiaire après, rien n’était dit avant", "inconnu", "non"],
  ["inconnu", "Rien n’est dit, ni avant ni après", "inconnu", "inconnu"],
] as const satisfies readonly (readonly [string, string, Reponse, Reponse])[];

const SITUATIONS = [
  ["qpv", "En quartier prioritaire"],
  ["hors-qpv", "Hors quartier prioritaire"],
  ["inconnue", "Non localisés"],
] as const;

const COLONNES: readonly ColonneFigure[] = [
  { code: "baux", libelle: "Baux", genre: "nombre", definition: "Baux signés dans Blaise" },
  ...SITUATIONS.map(
    ([code, libelle]): ColonneFigure => ({
      code,
      libelle,
      genre: "nombre",
      definition: `Baux : ${libelle.toLowerCase()}`,
    }),
  ),
];

/**
 * Beneficiaries of Action Logement, recognised at the « entretien découverte » and by Action Logement after the lease: both are kept (signed
 * document,
 * action 5), in and out of the QPV.
 */
export async function computeSalaries(
  base: Base,
  { epci, depuis, aujourdhui }: QuestionSalaries,
): Promise<SalariesLus> {
  const comptes = await base.baux.reconnaissances(epci, depuis);
  const quand = `du ${formatJour(depuis)} au ${formatJour(aujourdhui)}`;
  const baux = countAll(comptes);
  const lignes = RECONNAISSANCES.map(([cle, libelle, avant, apres]) =>
    ligneOf(
      cle,
      libelle,
      comptes.filter((one) => one.avant === avant && one.apres === apres),
    ),
  );
  return {
    baux,
    figures: [
      {
        code: "salaries-reconnus",
        titre: `Bénéficiaires d’Action Logement, ${quand}`,
        maille: "epci" as const,
        lignesDe: "Reconnaissance",
        lecture: sayReconnus(comptes),
        colonnes: COLONNES,
        methode: { ...METHODE, ...referenceOf("demandeSalariee") },
        lignes: [...lignes, { ...ligneOf("total", "Ensemble", comptes), total: true }],
        carte: null,
        graphique: null,
      },
    ],
  };
}

function ligneOf(cle: string, libelle: string, comptes: readonly CompteReconnaissance[]): LigneFigure {
  const cellules = SITUATIONS.map(
    ([code]) => [code, { valeur: countAll(comptes.filter(({ situation }) => situation === code)) }] as const,
  );
  return { cle, libelle, cellules: { baux: { valeur: countAll(comptes) }, ...Object.fromEntries(cellules) } };
}

function countAll(comptes: readonly CompteReconnaissance[]): number {
  return comptes.reduce((sum, { nombre }) => sum + nombre, 0);
}

/** « 3 bénéficiaires connus, dont 2 reconnus avant le bail ; 1 bail dont rien n’est dit. » */
function sayReconnus(comptes: readonly CompteReconnaissance[]): string | null {
  if (comptes.length === 0) return null;
  const connus = comptes.filter(({ avant, apres }) => (apres === "inconnu" ? avant : apres) === "oui");
  const avant = countAll(connus.filter((one) => one.avant === "oui"));
  const muets = countAll(comptes.filter((one) => one.avant === "inconnu" && one.apres === "inconnu"));
  const suite = muets > 0 ? ` ; ${formatCompte(muets, "bail dont rien n’est dit", "baux dont rien n’est dit")}` : "";
  return `${formatCompte(countAll(connus), "bénéficiaire connu", "bénéficiaires connus")}, dont ${avant} dès avant le bail${suite}.`;
}

const METHODE = {
  definition: [
    "Baux signés dans Blaise après une commission. « Avant » : ce que dit l’entretien ou le dossier au jour du bail. « Après » : ce qu’Action Logement a répondu depuis. Les deux réponses sont gardées.",
    "Le contingent du logement est autre chose : un salarié peut être logé sur un logement non réservé.",
  ],
  source: "Baux signés dans Blaise",
  reserves: [
    "Les baux signés hors de Blaise sont dans l’observatoire (« Salariés logés »), qui lit le fichier national.",
    "Chacun ne lit que les baux ouverts à son habilitation.",
  ],
} as const;
