import type { Operation } from "#donnees/regles/programme/operation.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import {
  findReglesEnVigueur,
  GENRES_REGLE,
  ISSUES_REGLE,
  LECTURES_PROGRAMME,
  LIBELLE_GENRE_REGLE,
  LIBELLE_ISSUE_REGLE,
  type RegleEnVigueur,
} from "../../regles/regle.ts";
import { saySeuil } from "./dire-regles.ts";
import { figureCommunes, figureComptees, figureProduction, figureRegles } from "./figures-regles.ts";
import { jugerCommunes } from "./juger-communes.ts";
import { jugerOperations } from "./juger-operations.ts";
import { type Contexte, jugerResidences } from "./juger-residences.ts";
import type { TriCommunes } from "./ports.ts";
import { precisionsOf } from "./precisions.ts";
import type { CommuneLue, RegleLue, ReglesLues, ReponseRegle } from "./regles.ts";

export type QuestionRegles = { readonly epci: string; readonly aujourdhui: string; readonly tri: TriCommunes };

/** Rules of the territory in force today, each with its verdict. Throws `territoire-inconnu`. */
export async function computeRegles(base: Base, { epci, aujourdhui, tri }: QuestionRegles): Promise<ReglesLues> {
  const territoire = await base.territoires.find(epci);
  if (!territoire) throw unknownTerritoire(epci);
  const partout = peutPartout(base.acteur, "programme", "lire", epci);
  const [versions, contexte] = await Promise.all([base.regles.list(epci), readContexte(base, epci, partout)]);
  const enVigueur = findReglesEnVigueur(versions, aujourdhui);
  const nameOf = nameRules(contexte);
  const regles = enVigueur.map((regle) => lireRegle(regle, contexte, { nom: nameOf(regle), partout, aujourdhui }));
  const communes = sortCommunes(partout ? lireCommunes(enVigueur, contexte) : [], tri);
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    etabliLe: aujourdhui,
    partout,
    regles,
    tri,
    communes,
    absentes: GENRES_REGLE.filter((genre) => !enVigueur.some((regle) => regle.genre === genre)).map((genre) => ({
      genre,
      libelle: LIBELLE_GENRE_REGLE[genre],
    })),
    versions: versions.map((version) => ({ ...version, libelle: nameOf(version) })),
    phrases: saySummary(regles, partout),
    figures: partout ? listFigures(regles, { enVigueur, contexte, communes }) : [],
  };
}

/** The stock of the last vintage, read only for a reader of all of it: a part would pass for the whole. */
async function readContexte(base: Base, epci: string, partout: boolean): Promise<Contexte> {
  const [communes, lignes, operations, millesime] = await Promise.all([
    base.territoires.communes(epci),
    base.communesPlh.list(epci),
    partout ? base.operations.list(epci) : ([] as readonly Operation[]),
    peutPartout(base.acteur, "indicateur-interne", "lire", epci) ? lastMillesime(base, epci) : null,
  ]);
  return { communes, lignes, operations, parc: millesime === null ? null : await readParc(base, epci, millesime) };
}

async function lastMillesime(base: Base, epci: string): Promise<string | null> {
  return (await base.parc.millesimes(epci)).at(-1) ?? null;
}

async function readParc(base: Base, epci: string, millesime: string): Promise<NonNullable<Contexte["parc"]>> {
  const logements = new Map<string, number>();
  for (const residence of await base.parc.residences(epci, millesime)) {
    logements.set(residence.commune, (logements.get(residence.commune) ?? 0) + residence.logements);
  }
  return { jour: `${millesime.slice(0, 4)}-01-01`, logements };
}

/** The name of a rule of one commune ends with that commune. */
function nameRules({ communes }: Contexte): (regle: Pick<RegleEnVigueur, "genre" | "commune">) => string {
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  return ({ genre, commune }) =>
    commune === "" ? LIBELLE_GENRE_REGLE[genre] : `${LIBELLE_GENRE_REGLE[genre]}, ${noms.get(commune) ?? commune}`;
}

type Comment = { readonly nom: string; readonly partout: boolean; readonly aujourdhui: string };

function lireRegle(regle: RegleEnVigueur, contexte: Contexte, { nom, partout, aujourdhui }: Comment): RegleLue {
  const { genre, commune, texte, reference, confiance, depuis, jusque } = regle;
  return {
    genre,
    commune,
    libelle: nom,
    texte,
    reference,
    confiance,
    depuis,
    jusque,
    code: commune === "" ? genre : `${genre}-${commune}`,
    seuil: saySeuil(regle.parametres),
    precisions: precisionsOf(regle.parametres, aujourdhui),
    reponses: partout ? answers(regle, contexte, aujourdhui) : [],
  };
}

function answers({ parametres }: RegleEnVigueur, contexte: Contexte, aujourdhui: string): readonly ReponseRegle[] {
  if (parametres.genre === "taux-communes") return [];
  const annee = Number(aujourdhui.slice(0, 4));
  const [first, ...others] = LECTURES_PROGRAMME.map((lecture) =>
    parametres.genre === "part-residences-principales"
      ? jugerResidences(parametres, contexte, lecture)
      : jugerOperations(parametres, contexte.operations, { lecture, annee }),
  );
  if (!first) return [];
  return [first, ...others.filter((one) => one.phrases.join() !== first.phrases.join())];
}

function lireCommunes(enVigueur: readonly RegleEnVigueur[], contexte: Contexte): readonly CommuneLue[] {
  const propres = new Set(
    enVigueur
      .filter(({ genre, commune }) => genre === "part-residences-principales" && commune !== "")
      .map(({ commune }) => commune),
  );
  return enVigueur.flatMap(({ parametres }) =>
    parametres.genre === "taux-communes" ? jugerCommunes(parametres, contexte, propres) : [],
  );
}

const ALPHABET = new Intl.Collator("fr");
/** Order of the verdicts: the rules that call for action first. */
const ORDRE = ["non-respectee", "indecidable", "respectee", "aucune-regle", "sans-objet"] as const;

function sortCommunes(communes: readonly CommuneLue[], tri: TriCommunes): readonly CommuneLue[] {
  const byNom = (a: CommuneLue, b: CommuneLue) => ALPHABET.compare(a.nom, b.nom);
  const descending = (pick: (one: CommuneLue) => number | null) => (a: CommuneLue, b: CommuneLue) =>
    (pick(b) ?? -1) - (pick(a) ?? -1) || byNom(a, b);
  switch (tri) {
    case "nom":
      return communes.toSorted(byNom);
    case "reste":
      return communes.toSorted(descending(({ reste }) => reste));
    case "taux":
      return communes.toSorted(descending(({ tauxReference }) => tauxReference));
    case "verdict":
      return communes.toSorted((a, b) => ORDRE.indexOf(a.issue) - ORDRE.indexOf(b.issue) || byNom(a, b));
  }
}

function saySummary(regles: readonly RegleLue[], partout: boolean): readonly string[] {
  if (regles.length === 0) return ["Aucune règle n’est saisie pour ce territoire\u00A0: il n’y a rien à juger."];
  if (!partout) {
    return [
      "Les règles se jugent sur toutes les opérations du territoire, et votre habilitation n’en ouvre qu’une partie\u00A0: elles sont données sans verdict.",
    ];
  }
  const judged = regles.flatMap(({ reponses }) => reponses.slice(0, 1));
  const counts = ISSUES_REGLE.flatMap((issue) => {
    const count = judged.filter((one) => one.issue === issue).length;
    return count > 0 ? [`${LIBELLE_ISSUE_REGLE[issue].toLowerCase()}\u00A0: ${formatNombre(count)}`] : [];
  });
  return [`${formatCompte(judged.length, "règle")} sur les opérations et le parc\u00A0; ${counts.join(", ")}.`];
}

function sayCommunes(communes: readonly CommuneLue[]): string | null {
  if (communes.length === 0) return null;
  const counts = ORDRE.flatMap((issue) => {
    const count = communes.filter((one) => one.issue === issue).length;
    return count > 0 ? [`${LIBELLE_ISSUE_REGLE[issue].toLowerCase()}\u00A0: ${formatNombre(count)}`] : [];
  });
  return `${formatCompte(communes.length, "commune")}\u00A0; ${counts.join(", ")}.`;
}

type PourFigures = {
  readonly enVigueur: readonly RegleEnVigueur[];
  readonly contexte: Contexte;
  readonly communes: readonly CommuneLue[];
};

function listFigures(regles: readonly RegleLue[], { enVigueur, contexte, communes }: PourFigures): readonly Figure[] {
  const production = enVigueur.flatMap(({ parametres }) =>
    parametres.genre === "production-annuelle" ? [figureProduction(parametres, contexte.operations)] : [],
  );
  return [
    ...(communes.length > 0 ? [figureCommunes(communes, sayCommunes(communes))] : []),
    ...production,
    ...(regles.some(({ reponses }) => reponses.length > 0) ? [figureRegles(regles), figureComptees(regles)] : []),
  ];
}
