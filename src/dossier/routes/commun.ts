import type { Context } from "hono";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { guichetsTenus } from "../lectures/choisir-guichet.ts";
import { type DossierOuvert, lireMonDossier } from "../lectures/lire-dossier.ts";
import type { NomsDossier } from "../lectures/resume.ts";
import type { ContexteChamps } from "../pages/contexte-champs.ts";
import type { CadreDossier } from "../pages/page-dossier.tsx";
import { isNonEnregistree } from "../regles/etat.ts";
import type { Question } from "../regles/question.ts";
import type { ContexteLecture } from "./question.ts";

/** Prefix of the household's pages. */
export const RACINE_MENAGE = "/ma-demande/:epci";

export function epciOf(c: Context<Env>): string {
  return c.req.param("epci") ?? "";
}

/** Frame of a household's page. Throws `page-introuvable` when the territory is not open. */
export async function readCommun(site: Site, c: Context<Env>): Promise<CadreDossier> {
  const epci = epciOf(c);
  const { base, acteur } = c.var;
  const [territoire, guichets, miens] = await Promise.all([
    base.territoires.find(epci),
    guichetsTenus(base, epci, site.deps.horloge.aujourdhui()),
    acteur.demandeurs.length === 0 ? [] : base.dossiers.miens(epci),
  ]);
  if (!territoire) throw pageIntrouvable();
  // A personal page must not stay in the cache of a lent telephone.
  c.header("cache-control", "no-store");
  return {
    cadre: { ...emptyCadre(site, c), territoire },
    epci,
    nomTerritoire: territoire.nom,
    aide: { telephone: guichets.find(({ telephone }) => telephone !== null)?.telephone ?? null },
    ouverte: acteur.compte === null && acteur.demandeurs.length > 0,
    plusieurs: (c.var.accessibles ?? []).length > 1,
    mandat: false,
    nonEnregistree: miens.length === 1 && miens.every(({ etat }) => isNonEnregistree(etat)),
    guichet: null,
  };
}

export type Visite = { readonly commun: CadreDossier; readonly dossier: DossierOuvert };

/** Opens the household's file with the frame. Throws `dossier-inconnu`. */
export async function ouvrirVisite(site: Site, c: Context<Env>): Promise<Visite> {
  const commun = await readCommun(site, c);
  const dossier = await lireMonDossier(c.var.base, site.deps.coffre, commun.epci);
  return { dossier, commun: { ...commun, mandat: dossier.lien === "mandat" } };
}

type Lieux = {
  readonly champs: Pick<ContexteChamps, "communes" | "secteurs" | "bailleurs">;
  readonly noms: NomsDossier;
};

const SANS_LIEUX: Lieux = {
  champs: { communes: [], secteurs: [], bailleurs: [] },
  noms: { communes: new Map(), bailleurs: new Map() },
};
const AVEC_LIEUX: readonly Question[] = [
  "vous/joindre",
  "logement-actuel/logement",
  "logement-actuel/bailleur",
  "recherche/lieux",
];

/** Contours and names are read only for the questions that choose a place. */
export async function lieuxDe(c: Context<Env>, question: Question): Promise<Lieux> {
  return AVEC_LIEUX.includes(question) ? readLieux(c) : SANS_LIEUX;
}

export async function readLieux(c: Context<Env>): Promise<Lieux> {
  const { base } = c.var;
  const epci = epciOf(c);
  const [communes, contours, bailleurs] = await Promise.all([
    base.territoires.communes(epci),
    base.territoires.contours(epci),
    base.cubes.bailleurs(epci),
  ]);
  const byName = (a: { libelle: string }, b: { libelle: string }) => a.libelle.localeCompare(b.libelle, "fr");
  return {
    champs: {
      communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })).toSorted(byName),
      secteurs: [...new Set(contours.flatMap(({ secteur }) => secteur ?? []))].toSorted((a, b) =>
        a.localeCompare(b, "fr"),
      ),
      bailleurs: [...bailleurs].map(([siren, nom]) => ({ code: siren, libelle: nom })).toSorted(byName),
    },
    noms: { communes: new Map(communes.map(({ commune, nom }) => [commune, nom])), bailleurs },
  };
}

export function contexteChamps({ champs }: Lieux, { commun, dossier }: Visite, aujourdhui: string): ContexteChamps {
  const annee = Number(aujourdhui.slice(0, 4));
  return {
    ...champs,
    epci: dossier.epci,
    guichet: commun.guichet,
    personnes: dossier.personnes,
    deposee: dossier.etat !== "brouillon",
    enregistree: dossier.enregistreeLe !== null,
    franceConnect: dossier.franceConnectLe !== null,
    annees: [annee - 2, annee - 1],
  };
}

export function contexteLecture({ champs }: Lieux, aujourdhui: string): ContexteLecture {
  return {
    aujourdhui,
    communes: champs.communes.map(({ code }) => code),
    secteurs: champs.secteurs,
    bailleurs: champs.bailleurs.map(({ code }) => code),
  };
}
