import type { LigneListe } from "#donnees/formats/tables/lire-liste.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { MenageLu } from "../../formats/partenaire/colonnes-menages.ts";
import { compterLignes, type Effet, type LigneRefusee, type LigneUtile } from "../../regles/partenaire/ligne.ts";
import {
  LIBELLE_NATURE_LISTE,
  natureOf,
  type SuiteInscription,
  tellsManques,
} from "../../regles/partenaire/menage-liste.ts";
import type { Preparation } from "./lire-fichier.ts";
import type { LigneInscription } from "./ports.ts";

export type PlanMenages = {
  readonly lignes: readonly LigneInscription[];
  /** Lines that match a demande. */
  readonly presents: number;
  /** Households of the list that the file does not name. */
  readonly absents: number;
};

export type QuiListe = {
  readonly epci: string;
  readonly organisation: number;
  readonly role: "reservataire" | "etat";
  readonly hash: (numero: string) => string;
};

type Lue = { readonly ligne: number; readonly inscription: LigneInscription };

/** What each household of the list is to the demandes of the territory. Writes nothing. */
export async function preparerMenages(
  base: Base,
  { epci, organisation, role, hash }: QuiListe,
  lignes: readonly LigneListe<MenageLu>[],
  colonneOf: (champ: string) => string,
): Promise<Preparation<PlanMenages>> {
  const { uniques, doubles } = separate(lignes.flatMap((une) => readLigne(une, { role, hash })));
  const inscriptions = uniques.map(({ inscription }) => inscription);
  const suites = await base.partenaires.inscrire(epci, organisation, inscriptions, { complete: true, ecrire: false });
  const absents = suites.filter(({ ligne }) => ligne === 0).length;
  const dites = new Map(suites.map(({ ligne, suite }) => [ligne, suite]));
  const manques = uniques.filter(({ ligne }) => dites.get(ligne) === "inconnu");
  const tells = tellsManques(uniques.length, manques.length);
  const colonne = colonneOf("numeroUnique");
  const refus: LigneRefusee[] = [
    ...doubles.map(({ ligne, premiere }) => ({
      ligne,
      colonne,
      code: "ligne-en-double",
      message: `Ce numéro unique est déjà ligne ${premiere}. Gardez l’une des deux lignes.`,
    })),
    ...(tells ? manques.map(({ ligne }) => ({ ligne, colonne, ...INCONNU })) : []),
  ];
  const reconnues = uniques.flatMap(({ ligne, inscription }): readonly LigneUtile[] => {
    const effet = EFFET[dites.get(ligne) ?? "inconnu"];
    const detail = sayDetail(inscription, dites.get(ligne));
    return effet === null ? [] : [{ ligne, quoi: sayNature(inscription), effet, detail }];
  });
  const plan = { lignes: inscriptions, presents: uniques.length - manques.length, absents };
  const avertissements = listAvertissements(plan, manques.length, tells);
  if (tells) return { plan, utiles: reconnues, refus, avertissements, tues: {} };
  const tues = { ...compterLignes(reconnues, [], {}), refuse: manques.length };
  return { plan, utiles: [], refus, avertissements, tues };
}

const INCONNU = {
  code: "menage-inconnu",
  message:
    "Aucune demande active du territoire n’a ce numéro unique avec cette naissance. Vérifiez les deux dans votre outil : rien d’autre n’en est dit.",
};

const EFFET: Readonly<Record<SuiteInscription, Effet | null>> = {
  inconnu: null,
  inscrit: "ouvre",
  change: "complete",
  sorti: "complete",
  connu: "inchange",
};

function readLigne(
  { ligne, valeurs }: LigneListe<MenageLu>,
  { role, hash }: Pick<QuiListe, "role" | "hash">,
): readonly Lue[] {
  if (!valeurs?.numeroUnique || !valeurs.naissance) return [];
  const { numeroUnique, naissance, labelliseLe, employeur, sortiLe } = valeurs;
  const nature = natureOf(role, employeur);
  return [
    {
      ligne,
      inscription: { ligne, numeroHash: hash(numeroUnique), naissance, nature, labelliseLe, employeur, sortiLe },
    },
  ];
}

/** One number twice, with two births, would be two guesses. */
function separate(lues: readonly Lue[]) {
  const premieres = new Map<string, number>();
  const [uniques, doubles]: [Lue[], { readonly ligne: number; readonly premiere: number }[]] = [[], []];
  for (const lue of lues) {
    const premiere = premieres.get(lue.inscription.numeroHash);
    if (premiere === undefined) {
      premieres.set(lue.inscription.numeroHash, lue.ligne);
      uniques.push(lue);
    } else doubles.push({ ligne: lue.ligne, premiere });
  }
  return { uniques, doubles };
}

function sayNature({ nature }: LigneInscription): string {
  return LIBELLE_NATURE_LISTE[nature];
}

function sayDetail({ labelliseLe, sortiLe }: LigneInscription, suite: SuiteInscription | undefined): string {
  if (suite === "sorti" && sortiLe !== null) return `sort de la liste le ${formatJour(sortiLe)}`;
  return labelliseLe === null ? "demande reconnue" : `demande reconnue, labellisé le ${formatJour(labelliseLe)}`;
}

function listAvertissements({ presents, absents }: PlanMenages, manques: number, tells: boolean): readonly string[] {
  const dits: readonly (readonly [boolean, string])[] = [
    [
      !tells,
      `Moins de la moitié des lignes correspond à une demande du territoire : ${formatCompte(presents, "est reconnue", "sont reconnues")}, ${formatCompte(manques, "ne l’est pas", "ne le sont pas")}. Le détail n’est pas donné.`,
    ],
    [
      absents > 0,
      `${formatCompte(absents, "ménage de votre liste n’est", "ménages de votre liste ne sont")} pas dans ce fichier : ${absents > 1 ? "ils y restent" : "il y reste"}, sauf si vous dites que le fichier est complet.`,
    ],
  ];
  return dits.flatMap(([isSaid, phrase]) => (isSaid ? [phrase] : []));
}
