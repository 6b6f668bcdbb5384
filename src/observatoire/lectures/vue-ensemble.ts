import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { LIBELLE_SOURCE, type Source } from "#socle/regles/shared/source.ts";
import type { GenreColonne } from "#socle/regles/table/genre.ts";
import { DELAI_NON_POURVU } from "../regles/demande/anciennete.ts";
import { listAbsents, nameAbsent } from "./absents.ts";
import { PAS_DANS_LE_FICHIER, taux } from "./cellule.ts";
import { champsRpls } from "./parc/champs.ts";
import { LOYER_M2, loyerM2, MOBILITE, mobilite, VACANCE, vacance } from "./parc/indicateurs.ts";
import { sumComptes } from "./parc/sommes.ts";

/** One figure of the overview, in its page's unit, with its date. */
export type ChiffreCle = {
  readonly libelle: string;
  readonly genre: GenreColonne;
  readonly cellule: CelluleFigure;
  /** « au 1er janvier 2017 » */
  readonly quand: string;
  readonly definition: string;
  /** Address under the territory. */
  readonly page: PageObservatoire;
};

/** Pages of the observatory that show deposited data. */
export const PAGES_OBSERVATOIRE = [
  "observatoire/parc",
  "observatoire/loyers",
  "observatoire/desequilibres",
  "observatoire/demandes",
  "observatoire/segregation",
  "observatoire/carte",
  "observatoire/portraits",
  "observatoire/remontees",
  "observatoire/diffusion",
] as const;
export type PageObservatoire = (typeof PAGES_OBSERVATOIRE)[number];

export type EntreeObservatoire = {
  readonly page: PageObservatoire;
  readonly contenu: string;
  /** Sources: « RPLS (parc social) : 2017 ». */
  readonly publie: readonly string[];
  /** Files to deposit to complete it. */
  readonly manquants: readonly string[];
};

export type VueEnsemble = { readonly chiffres: readonly ChiffreCle[]; readonly entrees: readonly EntreeObservatoire[] };

type BaseEnsemble = Pick<Base, "parc" | "lots" | "occupations" | "demandes">;

/** `aujourdhui`: ISO day, which dates the delay of an unmet demande. */
export async function computeVueEnsemble(
  base: BaseEnsemble,
  { epci, aujourdhui }: { readonly epci: string; readonly aujourdhui: string },
): Promise<VueEnsemble> {
  const [publications, parc, occupation, demandes] = await Promise.all([
    base.lots.publications(epci),
    chiffresParc(base, epci),
    chiffresOccupation(base, epci),
    chiffresDemandes(base, epci, findValeur(DELAI_NON_POURVU, aujourdhui).valeur),
  ]);
  const periodes = (source: Source) =>
    publications.filter((row) => row.source === source).map(({ periode }) => periode);
  return {
    chiffres: [...parc, ...occupation, ...demandes],
    entrees: PAGES_OBSERVATOIRE.map((page) => {
      const { contenu, sources } = CONTENUS[page];
      return {
        page,
        contenu,
        publie: sources
          .filter((source) => periodes(source).length > 0)
          .map((source) => `${LIBELLE_SOURCE[source]} : ${periodes(source).toSorted().join(", ")}`),
        manquants: sources.filter((source) => periodes(source).length === 0).map((source) => LIBELLE_SOURCE[source]),
      };
    }),
  };
}

const CONTENUS: Readonly<Record<PageObservatoire, { readonly contenu: string; readonly sources: readonly Source[] }>> =
  {
    "observatoire/parc": {
      contenu:
        "Où sont les logements sociaux, de quels bailleurs, types, surfaces, âges, financements et étiquettes ; vacance et mobilité.",
      sources: ["rpls", "qpv", "communes"],
    },
    "observatoire/loyers": {
      contenu: "Loyers au m² par tranche, médiane et dispersion ; quel parc peut loger les ménages les plus modestes.",
      sources: ["rpls"],
    },
    "observatoire/desequilibres": {
      contenu:
        "Résidence par résidence, ce qui s’écarte du territoire, si l’écart est établi, et si les entrants récents l’aggravent.",
      sources: ["rpls", "ops"],
    },
    "observatoire/demandes": {
      contenu: "Demandes en attente, leur âge et leurs motifs, pression par commune et typologie, attributions.",
      sources: ["sne-demandes", "sne-attributions"],
    },
    "observatoire/segregation": {
      contenu: "Si le parc et les ménages se séparent plus que le hasard seul ne le ferait, et depuis quand.",
      sources: ["rpls", "ops"],
    },
    "observatoire/carte": {
      contenu: "Les résidences et les quartiers sur une carte que l’on déplace.",
      sources: ["rpls", "communes", "qpv"],
    },
    "observatoire/portraits": {
      contenu: "Une commune, un quartier ou un bailleur sur une page à imprimer, chaque chiffre à côté du territoire.",
      sources: ["rpls", "ops", "sne-demandes", "sne-attributions"],
    },
    "observatoire/remontees": {
      contenu: "Ce que les signataires signalent d’une résidence, et la suite donnée.",
      sources: [],
    },
    "observatoire/diffusion": {
      contenu: "Ce qui est publié pour tous, sous secret statistique, et les publications passées.",
      sources: [],
    },
  };

async function chiffresParc(base: BaseEnsemble, epci: string): Promise<readonly ChiffreCle[]> {
  const serie = await base.parc.serie(epci);
  const millesime = serie.at(-1)?.millesime;
  if (millesime === undefined) return [];
  const comptes = serie.filter((compte) => compte.millesime === millesime);
  const somme = sumComptes(comptes);
  const of = (cote: Situation) => comptes.find(({ situation }) => situation === cote)?.logements ?? 0;
  const quand = `au 1er janvier ${millesime.slice(0, 4)}`;
  const absents = listAbsents(await base.lots.champsAbsents(epci), "rpls", millesime);
  const indicateur = ({ code, libelle, genre, definition }: typeof VACANCE, cellule: CelluleFigure): ChiffreCle => ({
    libelle,
    genre,
    definition,
    quand,
    cellule: nameAbsent(cellule, absents, champsRpls({ figure: "", colonne: code, ligne: "" })),
    page: "observatoire/parc",
  });
  return [
    {
      libelle: "Logements sociaux",
      genre: "nombre",
      cellule: { valeur: somme.logements },
      quand,
      definition: "Logements du parc, ceux qui en sont sortis exceptés.",
      page: "observatoire/parc",
    },
    {
      libelle: "En quartier prioritaire",
      genre: "taux",
      cellule: taux(of("qpv"), of("qpv") + of("hors-qpv"), of("inconnue")),
      quand,
      definition: "Part des logements situés.",
      page: "observatoire/parc",
    },
    indicateur(VACANCE, vacance(somme)),
    indicateur(MOBILITE, mobilite(somme)),
    { ...indicateur(LOYER_M2, loyerM2(somme)), page: "observatoire/loyers" },
  ];
}

async function chiffresOccupation(base: BaseEnsemble, epci: string): Promise<readonly ChiffreCle[]> {
  const enquete = (await base.occupations.enquetes(epci)).at(-1);
  if (enquete === undefined) return [];
  const lignes = (await base.occupations.lignes(epci, enquete)).filter(
    ({ population, indicateur }) => population === "occupants" && indicateur === "ressources-sous-plai",
  );
  const sum = (champ: "effectif" | "repondants") => lignes.reduce((total, ligne) => total + ligne[champ], 0);
  return [
    {
      libelle: "Occupants sous le plafond PLAI",
      genre: "taux",
      cellule: lignes.length === 0 ? PAS_DANS_LE_FICHIER : taux(sum("effectif"), sum("repondants")),
      quand: `enquête ${enquete}`,
      definition: "Ménages dont les ressources sont sous 60 % du plafond PLUS, parmi ceux qui ont répondu.",
      page: "observatoire/desequilibres",
    },
  ];
}

/** `delai` in months. */
async function chiffresDemandes(base: BaseEnsemble, epci: string, delai: number): Promise<readonly ChiffreCle[]> {
  const [stock] = await base.demandes.stocks(epci);
  if (!stock) return [];
  const filtre = { epci, periode: stock.periode, delai, silence: delai, commune: null, typologie: null };
  const comptes = (await base.demandes.comptes(filtre)).filter(({ axe }) => axe === "commune");
  const count = (rows: typeof comptes) => rows.reduce((sum, { nombre }) => sum + nombre, 0);
  const anciennes = (reponse: "oui" | "inconnu") => count(comptes.filter(({ ancienne }) => ancienne === reponse));
  const total = count(comptes);
  const quand = `stock de ${stock.periode}`;
  return [
    {
      libelle: "Demandes en attente",
      genre: "nombre",
      cellule: { valeur: total },
      quand,
      definition: "Demandes actives du fichier.",
      page: "observatoire/demandes",
    },
    {
      libelle: `Demandes de plus de ${delai} mois`,
      genre: "taux",
      cellule: taux(anciennes("oui"), total - anciennes("inconnu"), anciennes("inconnu")),
      quand,
      definition: "Parmi les demandes dont la date est écrite.",
      page: "observatoire/demandes",
    },
  ];
}
